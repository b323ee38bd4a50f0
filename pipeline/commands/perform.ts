import { complete } from '../command-line/complete.js';
import { helpDocument, helpText } from '../command-line/help-text.js';
import { readArguments } from '../command-line/read-arguments.js';
import type { Effects } from '../effects.js';
import { productVersion } from '../product.js';
import type { CommandResult } from './command.js';
import { commands } from './index.js';

/** Does what the words behind the program's name ask for. Throws UserError for wrong usage, and what the command throws. */
export async function perform(argv: readonly string[], effects: Effects): Promise<CommandResult> {
  // What the scripts of `completion` call: the shell, then the words typed so far.
  if (argv[0] === '--complete') return completed(argv.slice(1));
  const asked = await readArguments(argv, commands);
  switch (asked.what) {
    case 'version':
      return { document: { version: productVersion }, lines: [productVersion] };
    case 'help':
      return { document: helpDocument(asked.command, commands), lines: [helpText(asked.command, commands)] };
    case 'command':
      return asked.command.run(asked.values, effects);
  }
}

function completed([shell = '', ...words]: readonly string[]): CommandResult {
  const lines = complete(shell, words, commands);
  return { document: lines, lines };
}
