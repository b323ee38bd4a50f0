import { type StageClock, timingLines } from '../stage-clock.js';
import type { CommandResult } from './command.js';

/** The result with the times of the stages, where they were asked for. */
export function withTimings(result: CommandResult, isAsked: boolean, clock: StageClock): CommandResult {
  if (!isAsked) return result;
  const timings = clock.stop();
  return { ...result, document: { ...result.document, timings }, lines: [...result.lines, ...timingLines(timings)] };
}
