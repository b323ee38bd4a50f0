#!/usr/bin/env node
import type { Command, CommandResult } from './commands/command.js';
import { processEffects } from './effects.js';
import { exitCodes, UserError } from './errors.js';
import { productVersion } from './product.js';
import { usageMessage } from './usage-message.js';

let isInterrupted = false;
process.on('SIGINT', () => {
  isInterrupted = true;
  // A run in OUT listens too, stops its queries and clears up; without one there is nothing to clear.
  if (process.listenerCount('SIGINT') === 1) process.exit(exitCodes.interrupted);
});
process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  if (argv[0] === '--version' || argv[0] === '-v') {
    processEffects.print(productVersion);
    return exitCodes.done;
  }
  try {
    return await runCommand(argv);
  } catch (error) {
    return explainFailure(error, argv.includes('--json'));
  }
}

async function runCommand(argv: readonly string[]): Promise<number> {
  const [{ default: yargs }, { commands }] = await Promise.all([import('yargs'), import('./commands/index.js')]);
  let exitCode: number = exitCodes.done;
  let parser = yargs([...argv])
    .scriptName('fieldreview')
    .usage('$0 <command> [options]\n\nMonthly after-sales quality review: exports in, audited figures and a report out.')
    .version(productVersion)
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document on standard output and nothing else there' })
    .option('quiet', { type: 'boolean', default: false, describe: 'Print nothing but errors' })
    .strict()
    .demandCommand(1, 'Name a command; see --help.')
    .recommendCommands()
    .exitProcess(false)
    .locale('en')
    .fail((message, error) => {
      // Some wrong usage is reported as an error of yargs' own kind.
      const isUsage = !error || error.name === 'YError';
      throw isUsage ? new UserError(`${usageMessage(message || error.message, optionsOf(parser))}\nSee: fieldreview --help`) : error;
    });
  for (const command of commands) {
    parser = parser.command(
      command.usage,
      command.describe,
      (builder) => command.options(builder).example(`$0 ${command.example}`, ''),
      async (parsed) => {
        exitCode = await perform(command, parsed);
      },
    );
  }
  await parser.parseAsync();
  return exitCode;
}

/** Names of the options of the command at hand; the types of yargs leave the method out. */
function optionsOf(parser: object): string[] {
  const { key } = (parser as { getOptions(): { key: Readonly<Record<string, unknown>> } }).getOptions();
  return Object.keys(key).filter((name) => !/[A-Z]/.test(name));
}

async function perform(command: Command, argv: Readonly<Record<string, unknown>>): Promise<number> {
  const result = await command.run(argv, processEffects);
  processEffects.progress('');
  printResult(result, argv);
  return result.exitCode ?? exitCodes.done;
}

function printResult(result: CommandResult, argv: Readonly<Record<string, unknown>>): void {
  if (argv.json) processEffects.print(JSON.stringify(result.document, null, 2));
  else if (!argv.quiet) for (const line of result.lines) processEffects.print(line);
}

function explainFailure(error: unknown, isJson: boolean): number {
  processEffects.progress('');
  if (isInterrupted) return exitCodes.interrupted;
  const isUsers = error instanceof UserError;
  const message = error instanceof Error ? error.message : String(error);
  const exitCode = isUsers ? error.exitCode : exitCodes.internal;
  processEffects.report(
    isUsers ? message : `Internal error (a bug, please report it): ${error instanceof Error ? (error.stack ?? message) : message}`,
  );
  if (isJson) processEffects.print(JSON.stringify({ error: message, exit_code: exitCode }, null, 2));
  return exitCode;
}
