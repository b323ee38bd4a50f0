import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import { expect } from 'vitest';
import { computePeriod } from '../../pipeline/compute-period.js';
import { loadExports } from '../../pipeline/load-exports.js';
import { planPeriod } from '../../pipeline/plan-period.js';
import { publish } from '../../pipeline/publish/publication.js';
import { planRegister } from '../../pipeline/register/plan-register.js';
import { readRegisterSheet } from '../../pipeline/register/register-sheet.js';
import { type RegisterSummary, registerSummary } from '../../pipeline/register/register-summary.js';
import { renderedSheet } from '../../pipeline/register/rendered-sheet.js';
import { readCopy, type TakenRegister, takeRegister } from '../../pipeline/register/take-register.js';
import { newWarehouse, type Session, withSession } from '../../pipeline/session.js';
import { readModels } from '../../pipeline/transform/models.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

/** The totals, the proposals, and the laws of the register. */
const computed = [
  'actions_totals',
  'action_proposals',
  ...readModels().flatMap(({ layer, name }) => (layer === 'checks' && name.startsWith('actions_') ? [name] : [])),
];

type SheetRows = CellValue[][];

const headers = '行动编号,来源编号,型号,故障代码,行动内容,责任人,提出日期,计划完成日期,实际完成日期,状态';

/** An input with actions exports and an important quality slip nobody answers, and the register its runs leave. */
export class RegisterFolder {
  readonly input = temporaryFolder();
  readonly out = temporaryFolder();
  readonly workbook = join(this.out, 'actions.xlsx');
  readonly published = join(this.out, '2026-08', 'actions.xlsx');

  constructor(actions: readonly string[] = ['A-1,,M1,E1,换供应商,王芳,2026-07-01,2026-08-20,,进行中']) {
    this.exportActions('2026-08', actions);
    this.write('质量信息.csv', ['信息编号,反馈时间,型号,故障代码,检查数量,不合格数量', 'ZL-1,2026-08-03 09:00,M2,E2,100,40']);
  }

  exportActions(month: string, rows: readonly string[]): void {
    this.write(`行动计划追踪表_${month}.csv`, [headers, ...rows]);
  }

  /** What `run` does with the register, without the page and the figures that have nothing to do with it. */
  async run({ period = '2026-08', locale = 'zh-CN' }: { period?: string; locale?: 'zh-CN' | 'en' } = {}): Promise<RegisterSummary> {
    const options = { period, locale, out: this.out, inputs: [this.input] };
    return withSession(options, quietEffects, async (session) => {
      const plan = planPeriod(session, options);
      await loadExports(session, options.inputs);
      const taken = await takeRegister(session);
      await this.compareReading(session, taken);
      await computePeriod(session.warehouse, plan, computed);
      const register = await planRegister(session, taken, { period, locale, asOf: plan.time.asOf.slice(0, 10) });
      const figures = await session.warehouse.row<Record<string, number | null>>('select * from actions_totals');
      session.warehouse.close();
      this.beforePublishing();
      const left = publish(session.layout, [{ from: newWarehouse, to: newWarehouse }, { from: period, to: period }, ...register.moves]);
      this.figures = figures;
      return registerSummary(register, left);
    });
  }

  /** Whether the last run knew what stands in the workbook without reading it. */
  wasKnown = false;

  private async compareReading({ configuration, layout, register }: Session, { sheet, sha256 }: TakenRegister): Promise<void> {
    this.wasKnown = sha256 !== null && sha256 === register.written?.sha256 && renderedSheet(register, configuration) !== null;
    const copy = join(layout.work, readCopy);
    if (this.wasKnown) expect(sheet).toEqual(await readRegisterSheet(copy, dirname(copy), configuration));
  }

  /** What somebody does while a run is working. */
  beforePublishing: () => void = () => undefined;

  /** Rows of the workbook, the header first. */
  async rows(path = this.workbook): Promise<SheetRows> {
    return (await readXlsx(readFileSync(path))).sheets[0]?.rows ?? [];
  }

  /** The row of an action as header → value; undefined when it is not there. */
  async action(id: string, path = this.workbook): Promise<Record<string, CellValue> | undefined> {
    const [header = [], ...rows] = await this.rows(path);
    const row = rows.find(([first]) => first === id);
    return row && Object.fromEntries(header.map((name, index) => [String(name), row[index] ?? null]));
  }

  /** Saves the workbook as another program would: values and dates, nothing of its looks. */
  async edit(change: (rows: SheetRows) => SheetRows): Promise<void> {
    writeFileSync(this.workbook, await writeXlsx({ sheets: [{ name: 'Sheet1', rows: change(await this.rows()) }] }));
  }

  async setCell(id: string, header: string, value: CellValue): Promise<void> {
    writeFileSync(this.workbook, await this.savedWith(id, header, value));
  }

  /** The workbook as it would be saved with another value in one cell. */
  async savedWith(id: string, header: string, value: CellValue): Promise<Uint8Array> {
    const rows = await this.rows();
    const column = rows[0]?.indexOf(header) ?? -1;
    const changed = rows.map((row) => (row[0] === id ? Object.assign([...row], { [column]: value }) : row));
    return writeXlsx({ sheets: [{ name: 'Sheet1', rows: changed }] });
  }

  private figures: Readonly<Record<string, number | null>> = {};

  /** A figure of the last run. */
  figure(name: 'open' | 'overdue' | 'missing' | 'unassigned'): number | null | undefined {
    return this.figures[name];
  }

  backups(): string[] {
    try {
      return readdirSync(join(this.out, 'backup'));
    } catch {
      return [];
    }
  }

  write(name: string, lines: readonly string[]): void {
    mkdirSync(this.input, { recursive: true });
    writeFileSync(join(this.input, name), `${lines.join('\n')}\n`);
  }
}

export function findingsOf(run: RegisterSummary): string[] {
  return run.findings.map(({ code, cell, action_id }) => `${code} ${cell} ${action_id ?? ''}`.trim());
}
