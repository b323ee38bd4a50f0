/** How far a stage has come. */
export interface Advance {
  /** What is at hand, such as a file. */
  readonly item: string;
  /** In any unit that grows with the time it takes, such as bytes. */
  readonly done: number;
  readonly total: number;
  /** Rows worked on so far, where rows are counted. */
  readonly rows?: number;
}

/** Says what is being done now; '' when nothing is any more. */
export type Progress = (stage: string, advance?: Advance) => void;

/** Where the line is written; `now` in milliseconds. */
export interface Terminal {
  readonly now: () => number;
  readonly write: (text: string) => void;
  readonly columns: () => number;
}

/** Work that is done before this many milliseconds are over shows nothing. */
const patience = 1000;
const clearLine = '\r\u001b[K';

/** The one line of a terminal that says what is being done, for how long, at what rate, and for how much longer. */
export class ProgressLine {
  private stage = '';
  private advance: Advance | undefined;
  private begunAt = 0;
  private stageBegunAt = 0;
  private isShown = false;

  constructor(private readonly terminal: Terminal) {}

  tell(stage: string, advance?: Advance): void {
    const now = this.terminal.now();
    if (this.stage === '') this.begunAt = now;
    if (this.stage !== stage) this.stageBegunAt = now;
    this.stage = stage;
    this.advance = advance;
    if (stage !== '') this.draw();
    else if (this.isShown) {
      this.isShown = false;
      this.terminal.write(clearLine);
    }
  }

  /** Writes the line again, as time has gone on. */
  draw(): void {
    const { now, write, columns } = this.terminal;
    const time = now();
    if (this.stage === '' || time - this.begunAt < patience) return;
    this.isShown = true;
    write(`${clearLine}${cut(progressText(this.stage, this.advance, (time - this.stageBegunAt) / 1000), columns() - 1)}`);
  }
}

/** `reading exports: 1,200 rows, 400 rows/s, 6 s left; 工单.csv`, as far as it is known after `seconds` of the stage. */
export function progressText(stage: string, advance: Advance | undefined, seconds: number): string {
  const { item = '', done = 0, total = 0, rows = 0 } = advance ?? {};
  const isTelling = seconds >= 1;
  const left = isTelling && done > 0 && done < total ? (seconds / done) * (total - done) : undefined;
  const facts = [
    ...(rows > 0 ? [`${whole(rows)} rows`] : []),
    ...(rows > 0 && isTelling ? [`${whole(rows / seconds)} rows/s`] : []),
    ...(left === undefined ? (isTelling ? [duration(seconds)] : []) : [`${duration(left)} left`]),
  ];
  return `${stage}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}${item === '' ? '' : `; ${item}`}`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function duration(seconds: number): string {
  const rounded = Math.ceil(seconds);
  return rounded < 60 ? `${rounded} s` : `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
}

/** As much as fits; a sign from the scripts of East Asia takes two columns. */
function cut(text: string, columns: number): string {
  let width = 0;
  let shown = '';
  // A name may hold what a terminal would obey.
  for (const sign of text.replaceAll(/\p{C}/gu, '\ufffd')) {
    width += (sign.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
    if (width > columns) break;
    shown += sign;
  }
  return shown;
}
