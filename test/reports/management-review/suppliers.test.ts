import { describe, expect, test } from 'vitest';
import { renderReport } from '../../../reports/management-review/render-report.js';
import type { ReportTables } from '../../../reports/management-review/report-tables.js';
import { sampleReportData, sparseReportData } from '../sample-report-data.js';

const data = sampleReportData();

/** The words of one part of the English page, with other tables in place of the sample's. */
async function wordsOf(anchor: string, tables: Partial<ReportTables> = {}): Promise<string> {
  const page = await renderReport({ ...data, tables: { ...data.tables, ...tables } }, 'en');
  return wordsIn(page, anchor);
}

function wordsIn(page: string, anchor: string): string {
  const part = new RegExp(`<(section|figure) id="${anchor}"[\\s\\S]*?</\\1>`).exec(page)?.[0] ?? '';
  return part.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

describe('suppliers and responsible departments', () => {
  test('say who is put down most, in shares where there are enough', async () => {
    expect(await wordsOf('suppliers-responsibility')).toContain('60 faults found, most put down to supplier: 30 , 50.0 % of them, 18');
    const few = (data.tables.faults_by_responsibility ?? []).map((row) => ({ ...row, faults: 2, all_faults: 6, share: 2 / 6 }));
    const words = await wordsOf('suppliers-responsibility', { faults_by_responsibility: few });
    expect(words).toContain('2 / 6 (too few cases)');
    expect(words).not.toContain('33.3');
  });

  test('of five inspected units give counts, of none a dash', async () => {
    const words = await wordsOf('suppliers-samples');
    expect(words).toContain('禾川电子 1 0 2 / 5 too few cases 2 / 5 1 0 0 —');
    expect(words).toContain('(not given) 0 0 — — 0 1 0 —');
  });

  test('name nobody where nobody is named', async () => {
    const [supplier] = data.tables.samples_by_supplier ?? [];
    const [department] = data.tables.actions_by_department ?? [];
    const [responsibility] = data.tables.faults_by_responsibility ?? [];
    expect(await wordsOf('suppliers', { samples_by_supplier: supplier ? [{ ...supplier, supplier: '' }] : [] })).toContain(
      'names no supplier',
    );
    expect(await wordsOf('suppliers', { actions_by_department: department ? [{ ...department, department: '' }] : [] })).toContain(
      'names no department',
    );
    expect(
      await wordsOf('suppliers', { faults_by_responsibility: responsibility ? [{ ...responsibility, responsibility: '' }] : [] }),
    ).toContain('no repair says who caused it');
  });

  test('without rows say which export would fill them', async () => {
    const none = { faults_by_responsibility: [], samples_by_supplier: [], nonconforming_slips: [], actions_by_department: [] };
    expect(await wordsOf('suppliers', none)).toContain('missing samples');
    const sparse = await renderReport(sparseReportData(), 'en');
    expect(wordsIn(sparse, 'suppliers')).toMatch(/missing repairs .*samples .*feedback .*actions/);
  });

  test('answer the clause on external providers', async () => {
    expect(await wordsOf('decisions-clauses')).toContain(
      '9.3.2 c7 Performance of external providers Suppliers and responsible departments',
    );
  });
});

describe('the effect of an action that is not decided', () => {
  test('says how many units more, or what keeps it from being said', async () => {
    const words = await wordsOf('actions-effects');
    expect(words).toContain('80 % power with 3,375 more units shipped, 5,175 in all');
    expect(words).toContain('no fault before or after');
    expect(words).toContain('no lots to compare');
  });
});
