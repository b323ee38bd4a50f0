import { StageClock } from '../stage-clock.js';
import { type Command, localeOption, requiredText, textOption } from './command.js';
import { sharedOptions } from './shared-options.js';
import { summaryLines } from './summary-lines.js';
import { withTimings } from './with-timings.js';

export const report: Command = {
  usage: 'report',
  describe: 'Publish the report of a month or ISO week from what is loaded',
  example: 'report --period 2026-W43 --out out',
  options: (yargs) =>
    sharedOptions.timings(
      sharedOptions.pdf(sharedOptions.locale(sharedOptions.asOf(sharedOptions.config(sharedOptions.out(sharedOptions.period(yargs)))))),
    ),
  run: async (argv, effects) => {
    const clock = new StageClock(effects.now);
    const { reportLoaded } = await import('../run-period.js');
    const config = textOption(argv, 'config');
    const asOf = textOption(argv, 'asOf');
    const summary = await reportLoaded(
      {
        period: requiredText(argv, 'period'),
        out: requiredText(argv, 'out'),
        locale: localeOption(argv),
        pdf: argv.pdf === true,
        clock,
        ...(config === undefined ? {} : { config }),
        ...(asOf === undefined ? {} : { asOf }),
      },
      effects,
    );
    return withTimings({ document: summary, lines: summaryLines(summary) }, argv.timings === true, clock);
  },
};
