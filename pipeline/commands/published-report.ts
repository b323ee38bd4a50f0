import type { Argument, ArgumentValues } from '../command-line/argument.js';
import type { Effects } from '../effects.js';
import type { PeriodOptions } from '../plan-period.js';
import type { RunSummary } from '../run-summary.js';
import type { SessionOptions } from '../session.js';
import { StageClock, timingLines } from '../stage-clock.js';
import { type CommandResult, localeOption, optionalText, requiredText, textOption } from './command.js';
import { sharedOptions } from './shared-options.js';

/** Options of every command that publishes a report. */
export const reportOptions: readonly Argument[] = [
  sharedOptions.config,
  sharedOptions.asOf,
  sharedOptions.locale,
  sharedOptions.pdf,
  sharedOptions.timings,
];

/** Publishes as these options say; the result is the closing summary, with the times of the stages where they were asked for. */
export async function publishedReport(
  values: ArgumentValues,
  effects: Effects,
  publish: (options: SessionOptions & PeriodOptions) => Promise<RunSummary>,
): Promise<CommandResult> {
  const clock = new StageClock(effects.now);
  const asOf = textOption(values, 'as-of');
  const locale = localeOption(values);
  const summary = await publish({
    period: requiredText(values, 'period'),
    out: requiredText(values, 'out'),
    locale,
    pdf: values.pdf === true,
    clock,
    ...optionalText(values, 'config'),
    ...(asOf === undefined ? {} : { asOf }),
  });
  const { summaryLines } = await import('./summary-lines.js');
  return withTimings({ document: summary, lines: summaryLines(summary, locale) }, values.timings === true, clock);
}

/** The result with the times of the stages, where they were asked for. */
function withTimings(result: CommandResult, isAsked: boolean, clock: StageClock): CommandResult {
  if (!isAsked) return result;
  const timings = clock.stop();
  return { ...result, document: { ...result.document, timings }, lines: [...result.lines, ...timingLines(timings)] };
}
