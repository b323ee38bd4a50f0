import { printableLines } from './printable.js';
import { type Advance, type Progress, ProgressLine } from './progress-line.js';

/** What the program does to the world around it, passed in so that tests can replace it. */
export interface Effects {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A line on standard output; what a terminal would obey is shown, not sent. */
  readonly print: (line: string) => void;
  /** A line on standard error. */
  readonly report: (line: string) => void;
  /** What is being done now: one line that replaces the one before, on a terminal only. */
  readonly progress: Progress;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  /** Calls `stop` when the user interrupts the program; returns how to take that back. */
  readonly onInterrupt: (stop: () => void) => () => void;
}

const line = new ProgressLine({
  now: () => performance.now(),
  write: (text) => process.stderr.write(text),
  columns: () => process.stderr.columns || 80,
});
let redrawing: NodeJS.Timeout | undefined;

function tellProgress(stage: string, advance?: Advance): void {
  if (!process.stderr.isTTY) return;
  line.tell(stage, advance);
  if (stage === '') {
    clearInterval(redrawing);
    redrawing = undefined;
  } else redrawing ??= setInterval(() => line.draw(), 500).unref();
}

export const processEffects: Effects = {
  now: () => Date.now(),
  print: (line) => console.log(printableLines(line)),
  report: (line) => console.error(printableLines(line)),
  progress: tellProgress,
  environment: process.env,
  workingFolder: process.cwd(),
  onInterrupt: (stop) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
    return () => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
    };
  },
};
