#!/usr/bin/env node
import { processEffects } from './effects.js';
import { type ExitCode, exitCodes, UserError } from './errors.js';
import { explainMachineFault } from './machine-faults.js';
import { printableJson } from './printable.js';
import { productVersion } from './product.js';

/** Set by the signal that interrupts the program. */
let interruption: ExitCode | undefined;
for (const [signal, exitCode] of [
  ['SIGINT', exitCodes.interrupted],
  ['SIGTERM', exitCodes.terminated],
] as const) {
  process.on(signal, () => {
    // A run in OUT listens too, stops its queries and clears up; without one there is nothing to clear, and whoever asks twice does not want to wait.
    if (interruption !== undefined || process.listenerCount(signal) === 1) process.exit(exitCode);
    interruption = exitCode;
  });
}
process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && argv[0] === '--version') {
    processEffects.print(productVersion);
    return exitCodes.done;
  }
  const isJson = argv.includes('--json');
  try {
    const { perform } = await import('./commands/perform.js');
    const result = await perform(argv, processEffects);
    processEffects.progress('');
    if (isJson) processEffects.print(printableJson(result.document));
    else if (!argv.includes('--quiet')) for (const line of result.lines) processEffects.print(line);
    return result.exitCode ?? exitCodes.done;
  } catch (error) {
    return explainFailure(error, isJson);
  }
}

function explainFailure(met: unknown, isJson: boolean): number {
  processEffects.progress('');
  if (interruption !== undefined) return interruption;
  const error = explainMachineFault(met);
  const isUsers = error instanceof UserError;
  const message = error instanceof Error ? error.message : String(error);
  const exitCode = isUsers ? error.exitCode : exitCodes.internal;
  processEffects.report(
    isUsers ? message : `Internal error (a bug, please report it): ${error instanceof Error ? (error.stack ?? message) : message}`,
  );
  if (isJson) processEffects.print(printableJson({ error: message, exit_code: exitCode }));
  return exitCode;
}
