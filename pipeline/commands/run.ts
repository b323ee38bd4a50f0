import { type Command, textsOption } from './command.js';
import { publishedReport, reportOptions } from './published-report.js';
import { sharedOptions } from './shared-options.js';

export const run: Command = {
  name: 'run',
  describe: 'Load what is new, compute the period, publish the report: the main job',
  examples: [
    'run --period 2026-10 --input exports --out out',
    'run --period 2026-W43 --input exports --out out --locale en --pdf',
    'run --period 2026-10 --as-of 2026-10-20 --input exports --out out',
  ],
  positionals: [],
  options: [sharedOptions.period, sharedOptions.input, sharedOptions.out, ...reportOptions],
  run: async (values, effects) => {
    const { runPeriod } = await import('../run-period.js');
    const inputs = textsOption(values, 'input');
    return publishedReport(values, effects, (options) => runPeriod({ ...options, inputs }, effects));
  },
};
