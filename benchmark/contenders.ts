import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { packageRoot } from '../pipeline/package-root.js';
import { type BenchData, period, periodBefore } from './bench-data.js';
import { measureProcess } from './measured-process.js';
import { pandasVersion, program, python, yardstick } from './program.js';

/** Figure id → value, as figures.json names them; what a contender found. */
export type Answers = Readonly<Record<string, number | null>>;

/** A whole process that is measured. Contenders of a group run one after the other, round by round. */
export interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  /** Done before each run, not measured. */
  readonly prepare?: () => void;
  /** What it answered, to be compared within the group; absent where there is nothing to compare. */
  readonly answers?: (stdout: string) => Answers;
  /** The seconds of a part of its work, as it says itself; without it those of the process count. */
  readonly seconds?: (stdout: string) => number;
}

export interface Group {
  readonly name: string;
  readonly contenders: readonly Contender[];
}

/** The groups of contenders on data of one size; `scratch` is a folder for what they write. */
export function planGroups(data: BenchData, scratch: string): Group[] {
  const make = new ContenderMaker(scratch);
  const example = join(packageRoot, 'fixtures/example');
  return [
    {
      name: 'whole',
      contenders: [
        make.run('run', data.whole),
        { ...make.run('run', data.whole), name: 'run again', prepare: () => {} },
        make.script('bare-load.mjs', data.wholeTask),
        make.script('full-parse.mjs', data.wholeTask),
      ],
    },
    {
      name: 'review in small',
      contenders: [
        make.run('run', data.core),
        make.ingest('ingest', data.core),
        make.script('polars.mjs', data.coreTask),
        ...(hasPandas() ? [make.script('pandas_review.py', data.coreTask)] : []),
        make.script('papaparse.mjs', data.coreTask),
        make.script('csv-parse.mjs', data.coreTask),
      ],
    },
    { name: 'new month', contenders: [make.runOnHistory('month on history', data), make.run('month alone', data.lastMonth)] },
    { name: 'encoding', contenders: [make.ingest('ingest utf-8', data.utf8), make.ingest('ingest gb18030', data.gb18030)] },
    { name: 'workbook', contenders: [make.ingest('ingest workbook', data.workbook)] },
    {
      name: 'start',
      contenders: [
        { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
        { name: '--version', command: [...program, '--version'] },
        { name: '--help', command: [...program, '--help'] },
        make.run('run on the example', example),
        make.pageOf('draw the page of the example', example),
      ],
    },
  ];
}

class ContenderMaker {
  constructor(private readonly scratch: string) {}

  /** Of a run the page alone: with all charts, from the tables that are ready, which the engine writes meanwhile. */
  pageOf(name: string, input: string): Contender {
    const run = this.run(name, input);
    const command = run.command.map((word) => (word === '--quiet' ? '--json' : word)).concat('--timings');
    return { ...run, command, seconds: (stdout) => secondsOf(stdout, 'draw the page') };
  }

  run(name: string, input: string): Contender {
    return {
      name,
      command: [...program, 'run', '--period', period, '--input', input, '--out', this.out(name), '--quiet'],
      prepare: () => this.clear(name),
      answers: () => ({ ...figuresIn(this.out(name)), ...rejectsIn(this.out(name)) }),
    };
  }

  ingest(name: string, input: string): Contender {
    return {
      name,
      command: [...program, 'ingest', '--input', input, '--out', this.out(name), '--quiet'],
      prepare: () => this.clear(name),
      answers: () => rejectsIn(this.out(name)),
    };
  }

  script(name: string, task: string): Contender {
    return {
      name,
      command: [...interpreter(name), yardstick(name), task, this.out(name)],
      prepare: () => this.clear(name),
      answers: (stdout) => JSON.parse(stdout) as Answers,
    };
  }

  /** The month's exports on a store that holds, and has reported, the months before. */
  runOnHistory(name: string, data: BenchData): Contender {
    const kept = this.out('history');
    // Below another folder the months before would be other files.
    const { answers: _, ...run } = this.run(name, data.lastMonth);
    const prepare = () => {
      if (!existsSync(kept)) {
        measureProcess([...program, 'run', '--period', periodBefore, '--input', data.history, '--out', kept, '--quiet'], this.scratch);
      }
      this.clear(name);
      cpSync(kept, this.out(name), { recursive: true });
    };
    return { ...run, prepare };
  }

  private out(name: string): string {
    return join(this.scratch, name.replaceAll(' ', '-'));
  }

  private clear(name: string): void {
    rmSync(this.out(name), { recursive: true, force: true });
  }
}

function hasPandas(): boolean {
  const isThere = pandasVersion() !== undefined;
  if (!isThere) console.log(`left out: pandas, which ${python} does not have`);
  return isThere;
}

function interpreter(name: string): readonly string[] {
  return name.endsWith('.py') ? [python] : [process.execPath];
}

function figuresIn(out: string): Answers {
  const { figures } = JSON.parse(readFileSync(join(out, period, 'figures.json'), 'utf8')) as {
    figures: { id: string; value: number | null }[];
  };
  return Object.fromEntries(figures.map(({ id, value }) => [id, value]));
}

/** `rejected.<dataset>.<code>`: how many rows were rejected for each reason. */
function rejectsIn(out: string): Answers {
  const counts = new Map<string, number>();
  for (const name of readdirSync(join(out, 'rejects'))) {
    const text = readFileSync(join(out, 'rejects', name), 'utf8').replace(/^\ufeff/, '');
    for (const { code } of Papa.parse<{ code: string }>(text, { header: true, skipEmptyLines: true }).data) {
      const id = `rejected.${name.replace(/\.csv$/, '')}.${code}`;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return Object.fromEntries(counts);
}

/** What a run took for one of its stages; throws where it has none of that name. */
function secondsOf(stdout: string, stage: string): number {
  const { timings } = JSON.parse(stdout) as { timings: readonly { stage: string; seconds: number }[] };
  const found = timings.find((timing) => timing.stage === stage);
  if (found === undefined) throw new Error(`no stage "${stage}" in: ${stdout}`);
  return found.seconds;
}
