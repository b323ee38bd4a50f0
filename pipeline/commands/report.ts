import { type Command, localeOption, requiredText, textOption } from './command.js';
import { sharedOptions } from './shared-options.js';
import { summaryLines } from './summary-lines.js';

export const report: Command = {
  usage: 'report',
  describe: 'Publish the report of a month or ISO week from what is loaded',
  example: 'report --period 2026-W43 --out out',
  options: (yargs) =>
    sharedOptions.pdf(sharedOptions.locale(sharedOptions.asOf(sharedOptions.config(sharedOptions.out(sharedOptions.period(yargs)))))),
  run: async (argv, effects) => {
    const { reportLoaded } = await import('../run-period.js');
    const config = textOption(argv, 'config');
    const asOf = textOption(argv, 'asOf');
    const summary = await reportLoaded(
      {
        period: requiredText(argv, 'period'),
        out: requiredText(argv, 'out'),
        locale: localeOption(argv),
        pdf: argv.pdf === true,
        ...(config === undefined ? {} : { config }),
        ...(asOf === undefined ? {} : { asOf }),
      },
      effects,
    );
    return { document: summary, lines: summaryLines(summary) };
  },
};
