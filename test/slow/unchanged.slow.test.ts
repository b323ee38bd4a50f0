import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { sha256Of } from '../../pipeline/publish/publication.js';
import { ingestExports, reportLoaded, runPeriod } from '../../pipeline/run-period.js';
import type { RunSummary } from '../../pipeline/run-summary.js';
import { findUnchanged } from '../../pipeline/unchanged/find-unchanged.js';
import { layoutOf } from '../../pipeline/warehouse/layout.js';
import { stateOf } from '../faults/out-state.js';
import { filesBelow } from '../files-below.js';
import { writeFiles } from '../ingest/ingest-folder.js';
import { exportsBefore, lateExports } from '../restate/sample-company.js';
import { quietEffects, temporaryFolder } from '../run/example.js';
import { countOf, testSeed } from '../share-of-cases.js';

/** Stands for code, models and styles; that they are in the hash is held by test/run/unchanged-run.test.ts. */
const program = vi.hoisted(() => ({ version: 'one' }));
vi.mock('../../pipeline/unchanged/program-hash.js', () => ({ programHash: () => program.version }));

const configured = [
  'quality: { skip_bad_files: true, max_reject_rate: 1 }',
  'policy: policy.yaml',
  'calendar: calendar.json',
  'privacy: { key_file: key }',
].join('\n');

const calendarWithout = (day: string): string => JSON.stringify({ years: [2025, 2026, 2027], off: [day], work: [], source: 'test' });

/** Files that say the one or the other, or are not there; put back, it is as if nothing had happened. */
const alternatives: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'exports/工单_202608.csv': [textOf(exportsBefore['工单_202608.csv']), textOf(lateExports['工单_202608.csv'])],
  'exports/维修记录_202609_迟到.csv': [undefined, textOf(lateExports['维修记录_202609_迟到.csv'])],
  'exports/迟到/工单_202609.csv': [undefined, textOf(exportsBefore['工单_202609.csv'])],
  'exports/批次_坏.csv': [undefined, 'nothing,here\n', 'something,here\n'],
  'exports/说明.txt': [undefined, 'no export'],
  'settings/fieldreview.yaml': ['广东', '四川'].map((province) => `${configured}\nhome_province: ${province}\n`),
  'settings/policy.yaml': ['clocks: {}\n', 'clocks: { first_response: { target: 1 } }\n'],
  'settings/calendar.json': ['2026-08-03', '2026-08-04'].map(calendarWithout),
  'settings/key': ['secret', 'another secret'],
};

/** What another program may do to what a publication left; a run makes each of them anew. */
const damaged = ['2026-08/index.html', '2026-08/figures.json', '2026-08/tables/actions.parquet', 'rejects/tickets.csv', 'index.html'];

/** None of these makes another report. */
const neutral = ['touch', 'empty folder', 'hidden file', 'file beside', 'nothing'] as const;

type Step =
  | { readonly kind: 'put'; readonly file: string; readonly which: number }
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'damage'; readonly file: string; readonly isPutBack: boolean }
  | { readonly kind: 'work'; readonly what: 'ingest' | 'report of another period' }
  | { readonly kind: (typeof neutral)[number] };

function randomStep(): fc.Arbitrary<Step> {
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant('put' as const), file: fc.constantFrom(...Object.keys(alternatives)), which: fc.nat(1) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('version' as const), version: fc.constantFrom('one', 'other') }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('damage' as const), file: fc.constantFrom(...damaged), isPutBack: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('work' as const),
        what: fc.constantFrom('ingest' as const, 'report of another period' as const),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom(...neutral) }) },
  );
}

/** The folder of exports, the settings, OUT, and what all of it was when the last report was published. */
class Desk {
  private readonly root = temporaryFolder();
  private readonly out = join(this.root, 'out');
  private readonly exports = join(this.root, 'exports');
  private atPublication = '';

  constructor(private readonly command: 'run' | 'report') {
    program.version = 'one';
    writeFiles(this.exports, exportsBefore);
    rmSync(join(this.exports, 'fieldreview.yaml'));
    for (const [file, [first]] of Object.entries(alternatives)) this.put(file, first);
  }

  /** Whether the report would be passed over, as the program says and as follows from what has changed. */
  async asked(): Promise<{ readonly said: boolean; readonly expected: boolean }> {
    const options = this.command === 'run' ? this.options : { out: this.out };
    const unchanged = await findUnchanged(layoutOf(this.out), this.command, { ...options, ...about }, quietEffects);
    return { said: unchanged !== undefined, expected: this.state() === this.atPublication };
  }

  async publish(): Promise<RunSummary> {
    const summary =
      this.command === 'run'
        ? await runPeriod({ ...this.options, ...about }, quietEffects)
        : await reportLoaded({ out: this.out, ...about }, quietEffects);
    this.atPublication = this.state();
    return summary;
  }

  async load(): Promise<void> {
    await ingestExports(this.options, quietEffects);
  }

  /** What a report made in full would leave, the record of the last one put away; that is put back. */
  async madeInFull(): Promise<readonly [before: unknown, after: unknown]> {
    const before = await stateOf(this.out);
    rmSync(join(this.out, '.published.json'));
    expect((await this.publish()).unchanged).toBe(false);
    return [before, await stateOf(this.out)];
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'put':
        return this.put(step.file, alternatives[step.file]?.[step.which]);
      case 'version':
        program.version = step.version;
        return;
      case 'damage':
        return this.damage(step.file, step.isPutBack);
      case 'work':
        if (step.what === 'ingest') await this.load();
        else await reportLoaded({ out: this.out, period: '2026-09', locale: 'zh-CN' }, quietEffects);
        return;
      default:
        this.disturb(step.kind);
    }
  }

  private get options() {
    return { inputs: [this.exports], out: this.out, config: join(this.root, 'settings', 'fieldreview.yaml') };
  }

  private put(file: string, text: string | undefined): void {
    const path = join(this.root, file);
    mkdirSync(dirname(path), { recursive: true });
    if (text === undefined) rmSync(path, { force: true });
    else writeFileSync(path, text);
  }

  private damage(file: string, isPutBack: boolean): void {
    const path = join(this.out, file);
    if (!existsSync(path)) return;
    const before = readFileSync(path);
    writeFileSync(path, 'damaged');
    if (isPutBack) writeFileSync(path, before);
  }

  private disturb(kind: (typeof neutral)[number]): void {
    if (kind === 'touch') for (const path of filesBelow(this.root)) utimesSync(join(this.root, path), new Date(), new Date());
    if (kind === 'empty folder')
      for (const name of ['exports', 'out/2026-08']) mkdirSync(join(this.root, name, 'empty'), { recursive: true });
    if (kind === 'hidden file') writeFileSync(join(this.exports, '.hidden.csv'), '工单编号\n');
    if (kind === 'file beside') writeFileSync(join(this.out, 'notes.txt'), 'of somebody else');
  }

  /** Everything the report follows from and everything it left. A report on what is loaded knows nothing of exports, and has the settings of the load. */
  private state(): string {
    const counts = (path: string): boolean =>
      !/(^|\/)\.(hidden|lock)|out\/notes\.txt$/.test(path) &&
      (this.command === 'run' || !/^(exports\/|settings\/fieldreview\.yaml)/.test(path));
    const files = filesBelow(this.root).filter(counts);
    return JSON.stringify([program.version, files.map((path) => [path, sha256Of(readFileSync(join(this.root, path)))])]);
  }
}

const about = { period: '2026-08', locale: 'zh-CN' } as const;

function textOf(content: Uint8Array | string | undefined): string {
  return String(content);
}

/**
 * After any changes to what a report follows from (exports, their names and set, configuration, policy, calendar, key, program, what others did in
 * OUT) and to what it left, it is passed over if and only if all of it is as it was when it was last published: also where it was changed and
 * put back, and whatever else lies there. What is passed over would leave the same, made in full.
 */
test('a report is passed over if and only if nothing it follows from, and nothing it left, has changed', async () => {
  const law = fc.asyncProperty(
    fc.constantFrom('run' as const, 'run' as const, 'report' as const),
    fc.array(fc.array(randomStep(), { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
    async (command, rounds) => {
      const desk = new Desk(command);
      await desk.load();
      await desk.publish();
      for (const steps of rounds) {
        for (const step of steps) await desk.take(step);
        const { said, expected } = await desk.asked();
        expect({ steps, isPassedOver: said }).toEqual({ steps, isPassedOver: expected });
        if (!expected) expect((await desk.publish()).unchanged).toBe(false);
        expect(await desk.asked()).toEqual({ said: true, expected: true });
      }
      const [before, after] = await desk.madeInFull();
      expect(after).toEqual(before);
    },
  );
  await fc.assert(law, { numRuns: countOf(30, 30), seed: testSeed, endOnFailure: true });
});
