import type { Command } from './command.js';
import { publishedReport, reportOptions } from './published-report.js';
import { sharedOptions } from './shared-options.js';

export const report: Command = {
  name: 'report',
  describe: 'Publish the report of a month or ISO week from what is loaded',
  examples: ['report --period 2026-W43 --out out'],
  positionals: [],
  options: [sharedOptions.period, sharedOptions.out, ...reportOptions],
  run: async (values, effects) => {
    const { reportLoaded } = await import('../run-period.js');
    return publishedReport(values, effects, (options) => reportLoaded(options, effects));
  },
};
