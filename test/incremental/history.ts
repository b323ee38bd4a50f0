import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { parsePeriod } from '../../pipeline/config/periods.js';
import { ingestExports, reportLoaded, runPeriod } from '../../pipeline/run-period.js';
import { quietEffects } from '../run/example.js';
import { pick, type Random, randomNumbers } from '../sameness/shaken-copy.js';
import { type Exports, sentAgain } from './monthly-exports.js';

/** What happens to the folder between two commands. */
const happenings = ['deliver', 'deliver', 'change', 'send later', 'double', 'rename', 'remove', 'set'] as const;
type Happening = (typeof happenings)[number];

/** What happens in the folder, then a command. */
export interface Round {
  readonly happenings: readonly Happening[];
  readonly command: 'ingest' | 'run' | 'report';
  /** Whether the whole folder is named, or some of its files. */
  readonly isWhole: boolean;
  readonly period: string;
  /** Whether a report is made as of a day within its period. */
  readonly isProvisional: boolean;
}

/** The rounds end with a load of the whole folder and a report on `period`, in one command or two. */
export interface History {
  readonly rounds: readonly Round[];
  readonly last: Pick<Round, 'happenings' | 'period'> & { readonly command: 'run' | 'report' };
  /** Settings by which files are read may change; then no file goes, since a file that is gone cannot be read again. */
  readonly readsOtherwise: boolean;
  readonly draw: number;
}

/** Months and weeks, some of them before there is data. */
const periods = ['2026-07', '2026-08', '2026-09', '2026-10', '2026-W36', '2026-W44'];

export function randomHistory(): fc.Arbitrary<History> {
  const period = fc.constantFrom(...periods);
  const happening = fc.array(fc.constantFrom(...happenings), { minLength: 1, maxLength: 4 });
  const round = fc.record<Round>({
    happenings: happening,
    command: fc.constantFrom('ingest', 'ingest', 'run', 'report'),
    isWhole: fc.boolean(),
    period,
    isProvisional: fc.boolean(),
  });
  return fc.record({
    rounds: fc.array(round, { minLength: 1, maxLength: 3 }),
    last: fc.record({
      happenings: happening,
      period: fc.constantFrom('2026-10', '2026-10', ...periods),
      command: fc.constantFrom('run', 'report'),
    }),
    readsOtherwise: fc.boolean(),
    draw: fc.nat(1_000_000),
  });
}

const settings = [
  'home_province: 四川',
  'warranty_months: 24',
  'defects: { threshold: 0.1 }',
  'policy: policy.yaml',
  'fault_codes: { catch_all: [E02] }',
];
const readingSettings = ['serial_placeholders: [无]', 'timezone: Asia/Tokyo', 'privacy: { staff: mask }'];

/** A folder of exports, an OUT, and what of the folder every load has seen. */
export class Company {
  private readonly random: Random;
  private readonly waiting: string[];
  private readonly present = new Map<string, string>();
  /** The newest content of every path that a load has read. */
  private readonly seen = new Map<string, string>();
  private chosen: string[] = [];
  /** Cut-offs of what was published: the first day that no longer counts. */
  readonly published: string[] = [];
  private readonly input: string;
  readonly out: string;

  constructor(
    private readonly root: string,
    private readonly exports: Exports,
    private readonly history: History,
  ) {
    this.random = randomNumbers(history.draw);
    this.input = join(root, 'exports');
    this.out = join(root, 'out');
    this.waiting = Object.keys(exports).sort(() => this.random() - 0.5);
    mkdirSync(this.input);
    writeFileSync(join(root, 'policy.yaml'), 'clocks: { first_response: { target: 1 } }\n');
    this.configure();
    this.deliver();
  }

  /** All rounds but the report at the end. */
  async rounds(): Promise<void> {
    for (const { happenings: happened, command, isWhole, ...round } of this.history.rounds) {
      this.happen(happened);
      if (command === 'report') await this.load('ingest', isWhole, round);
      await this.load(command, isWhole, round);
    }
    this.happen(this.history.last.happenings);
  }

  /** What the law is about: whatever came before, and the same from scratch after `restart`. */
  async finish(): Promise<void> {
    const { command, period } = this.history.last;
    const about = { period, isProvisional: false };
    if (command === 'report') await this.load('ingest', true, about);
    await this.load(command, true, about);
  }

  /** Puts OUT away, and back into the folder what was taken from it after a load. */
  restart(): void {
    renameSync(this.out, join(this.root, 'stepwise'));
    for (const [name, content] of this.seen) this.write(name, content);
  }

  private async load(
    command: Round['command'],
    isWhole: boolean,
    { period, isProvisional }: Pick<Round, 'period' | 'isProvisional'>,
  ): Promise<void> {
    const direct = [...this.present.keys()].filter((name) => !name.includes('/') && this.random() < 0.5);
    const names = isWhole || direct.length === 0 ? [...this.present.keys()] : direct;
    const inputs = isWhole || direct.length === 0 ? [this.input] : direct.map((name) => join(this.input, name));
    const options = { out: this.out, config: join(this.root, 'fieldreview.yaml'), inputs };
    const { firstDay, dayAfter } = parsePeriod(period);
    const asOf = isProvisional ? new Date(Date.parse(firstDay) + 3 * 86_400_000).toISOString().slice(0, 10) : dayAfter;
    const about = { period, locale: 'zh-CN', ...(isProvisional ? { asOf } : {}) } as const;
    if (command === 'report') await reportLoaded({ out: this.out, ...about }, quietEffects);
    if (command === 'run') await runPeriod({ ...options, ...about }, quietEffects);
    if (command === 'ingest') await ingestExports(options, quietEffects);
    if (command !== 'ingest') this.published.push(asOf);
    if (command !== 'report') for (const name of names) this.seen.set(name, this.present.get(name) ?? '');
  }

  private happen(happened: readonly Happening[]): void {
    const others: Record<Happening, () => void> = {
      deliver: () => this.deliver(),
      change: () => this.change(),
      'send later': () => this.sendLater(),
      double: () => this.double(),
      rename: () => this.rename(),
      remove: () => (this.history.readsOtherwise ? this.change() : this.remove(this.any())),
      set: () => this.set(),
    };
    for (const each of happened) others[each]();
  }

  /** Some files that were not there yet. */
  private deliver(): void {
    for (const name of this.waiting.splice(0, 4 + Math.floor(this.random() * 12))) this.write(name, this.exports[name] ?? '');
  }

  private change(): void {
    const name = this.any();
    this.write(name, this.sentAgain(name));
  }

  private sendLater(): void {
    const name = this.any();
    this.write(this.otherName(name), this.sentAgain(name));
  }

  private double(): void {
    const name = this.any();
    this.write(this.otherName(name), this.contentOf(name));
  }

  private rename(): void {
    const name = this.any();
    this.write(this.otherName(name), this.contentOf(name));
    if (!this.history.readsOtherwise) this.remove(name);
  }

  private remove(name: string): void {
    if (this.present.size < 2) return;
    this.present.delete(name);
    rmSync(join(this.input, name));
  }

  private set(): void {
    const possible = this.history.readsOtherwise ? [...settings, ...readingSettings] : settings;
    this.chosen = possible.filter(() => this.random() < 0.3);
    this.configure();
  }

  private configure(): void {
    const usual = this.chosen.some((line) => line.startsWith('home_province')) ? [] : ['home_province: 广东'];
    const lines = ['quality: { max_reject_rate: 1 }', ...usual, ...this.chosen];
    writeFileSync(join(this.root, 'fieldreview.yaml'), `${lines.join('\n')}\n`);
  }

  private write(name: string, content: string): void {
    this.present.set(name, content);
    mkdirSync(dirname(join(this.input, name)), { recursive: true });
    writeFileSync(join(this.input, name), content);
  }

  private any(): string {
    return pick([...this.present.keys()], this.random);
  }

  private contentOf(name: string): string {
    return this.present.get(name) ?? '';
  }

  private sentAgain(name: string): string {
    const dataset = /([^/_]+)_[^/]*$/.exec(name)?.[1] ?? '';
    const others = Object.keys(this.exports).filter((other) => other.startsWith(`${dataset}_`) && other !== name);
    return sentAgain(
      `${dataset}_`,
      this.contentOf(name),
      others.map((other) => this.exports[other] ?? ''),
      this.random,
    );
  }

  /** Another name of the same dataset, before or after the others in export order: a later day, no date, a folder with a date. */
  private otherName(name: string): string {
    const [dataset = '', tail = ''] = (name.split('/').at(-1) ?? '').replace(/\.csv$/, '').split(/_(.*)/);
    const number = 2 + Math.floor(this.random() * 20);
    return pick(
      [
        `${dataset}_${tail}_${number}.csv`,
        `${dataset}_2026-10-15_${number}.csv`,
        `${dataset}_补.csv`,
        `2026年9月/${dataset}_${number}.csv`,
      ],
      this.random,
    );
  }
}
