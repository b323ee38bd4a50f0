import { type Command, optionalText, requiredText, textsOption } from './command.js';
import { sharedOptions } from './shared-options.js';

export const ingest: Command = {
  name: 'ingest',
  describe: 'Load exports only',
  examples: ['ingest --input exports --out out'],
  positionals: [],
  options: [sharedOptions.input, sharedOptions.out, sharedOptions.config],
  run: async (values, effects) => {
    const [{ ingestExports }, { summaryLines }] = await Promise.all([import('../run-period.js'), import('./summary-lines.js')]);
    const summary = await ingestExports(
      { inputs: textsOption(values, 'input'), out: requiredText(values, 'out'), ...optionalText(values, 'config') },
      effects,
    );
    return { document: summary, lines: summaryLines(summary) };
  },
};
