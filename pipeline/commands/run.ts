import { StageClock } from '../stage-clock.js';
import { type Command, localeOption, requiredText, textOption, textsOption } from './command.js';
import { sharedOptions } from './shared-options.js';
import { summaryLines } from './summary-lines.js';
import { withTimings } from './with-timings.js';

export const run: Command = {
  usage: 'run',
  describe: 'Load what is new, compute the period, publish the report: the main job',
  example: 'run --period 2026-10 --input exports --out out',
  options: (yargs) =>
    sharedOptions.timings(
      sharedOptions.pdf(
        sharedOptions.locale(sharedOptions.asOf(sharedOptions.config(sharedOptions.out(sharedOptions.input(sharedOptions.period(yargs)))))),
      ),
    ),
  run: async (argv, effects) => {
    const clock = new StageClock(effects.now);
    const { runPeriod } = await import('../run-period.js');
    const config = textOption(argv, 'config');
    const asOf = textOption(argv, 'asOf');
    const summary = await runPeriod(
      {
        period: requiredText(argv, 'period'),
        inputs: textsOption(argv, 'input'),
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
