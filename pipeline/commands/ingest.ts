import { type Command, requiredText, textOption, textsOption } from './command.js';
import { sharedOptions } from './shared-options.js';
import { summaryLines } from './summary-lines.js';

export const ingest: Command = {
  usage: 'ingest',
  describe: 'Load exports only',
  example: 'ingest --input exports --out out',
  options: (yargs) => sharedOptions.config(sharedOptions.out(sharedOptions.input(yargs))),
  run: async (argv, effects) => {
    const { ingestExports } = await import('../run-period.js');
    const config = textOption(argv, 'config');
    const summary = await ingestExports(
      { inputs: textsOption(argv, 'input'), out: requiredText(argv, 'out'), ...(config === undefined ? {} : { config }) },
      effects,
    );
    return { document: summary, lines: summaryLines(summary) };
  },
};
