import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { findMappings } from '../../pipeline/config/configuration-mappings.js';
import { presetNames } from '../../pipeline/config/presets.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { mapFile } from '../../pipeline/propose/map-file.js';
import { proposalLines } from '../../pipeline/propose/proposal-lines.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

async function mapText(name: string, content: string | Uint8Array, dataset?: string) {
  const workingFolder = temporaryFolder();
  const file = join(workingFolder, name);
  writeFileSync(file, content);
  return mapFile({ file, ...(dataset === undefined ? {} : { dataset }) }, { ...quietEffects, workingFolder });
}

describe('where the headers fit a preset, it is proposed', () => {
  const fileOf: Readonly<Record<string, string>> = {
    'jira-service-management': 'jira_202610.csv',
    'open-repair': 'ords_example_202610.csv',
    'salesforce-case': 'cases_202610.csv',
    'servicenow-incident': 'incident_202610.csv',
  };

  test.each(presetNames())('%s', async (preset) => {
    const fixture = readFileSync(join(packageRoot, 'fixtures', 'presets', preset, fileOf[preset] ?? 'tickets_202610.csv'));
    // Its own configuration is not beside it, and its name says nothing.
    const { tables } = await mapText('export_2026-10.csv', fixture);
    expect(tables).toMatchObject([{ preset, mapping: { preset, files: 'export_*.csv' }, missing: [] }]);
  });

  test('with the order of dates the cells show, and the words that have no translation', async () => {
    const cases = 'Case Number,Case Owner,Contact Name,Subject,Status,Priority,Case Origin,Type,Date/Time Opened,Date/Time Closed\n';
    const { tables } = await mapText('c.csv', `${cases}1,A,B,C,Parked,High,Web,Question,"8/25/2026, 9:00 AM",\n`);
    expect(tables).toMatchObject([
      {
        mapping: { date_order: 'month_first' },
        unknown_words: { status: ['Parked'] },
        check: { read: 1, rejected: 1, rejected_by_code: { bad_enum: 1 } },
      },
    ]);
  });
});

describe('where none fits, columns are proposed one by one', () => {
  const sheet = `服务单列表,,,,,,
审批编号,标题,审批状态,发起时间,报修类型,紧急程度,规格型号,备注
A1,水泵漏水,审批通过,25/10/2026 9:00,质量问题,高,JS-200,联系13000000000
A2,怎么排水,审批中,3/10/2026 18:20,使用咨询,一般,JS-200,
A3,没有水,审批中,从不,使用咨询,一般,JS-200,
`;

  test('with their confidence, what is left over, and the rows the whole file would lose', async () => {
    const mapped = await mapText('报修_202610.csv', sheet);
    expect(mapped.tables).toMatchObject([
      {
        preset: null,
        dataset: 'tickets',
        mapping: { files: '报修_*.csv', date_order: 'day_first' },
        unmapped: ['备注'],
        missing: [],
        unknown_words: { status: ['审批中', '审批通过'] },
        check: { read: 3, rejected: 3, rejected_by_code: { bad_enum: 2, bad_type: 1 } },
      },
    ]);
    expect(mapped.tables[0]?.columns).toContainEqual({ column: 'accepted_at', source: '发起时间', confidence: 'likely' });
    expect(mapped.tables[0]?.columns).toContainEqual({ column: 'priority', source: '紧急程度', confidence: 'sure' });
  });

  test('as a configuration that is understood as it is printed', async () => {
    const lines = proposalLines(await mapText('报修_202610.csv', sheet));
    const [mapping] = parseConfiguration(lines.join('\n'), 'f.yaml').mappings;
    expect(mapping).toMatchObject({
      dataset: 'tickets',
      date_order: 'day_first',
      columns: { ticket_id: '审批编号', accepted_at: '发起时间' },
    });
    expect(lines.join('\n')).toContain('accepted_at: 发起时间  # likely');
    expect(lines.join('\n')).not.toContain('13000000000');
  });

  test('with the values a word may stand for, where it needs one', async () => {
    const lines = proposalLines(await mapText('报修_202610.csv', sheet)).join('\n');
    expect(lines).toContain('status: say under values which of open, in_progress, completed, cancelled these are');
  });

  test('a required column nothing was found for is said, with a stand-in where there is one', async () => {
    const { tables } = await mapText('x.csv', '单号,优先级,备注\nA1,高,x\n', 'tickets');
    expect(tables).toMatchObject([{ missing: ['accepted_at'], mapping: { constants: { category: 'other' } } }]);
    const [table] = tables;
    expect(table && 'bad' in table.check && table.check.bad).toMatch(/accepted_at/);
  });

  test('each sheet of a workbook for itself', async () => {
    const rows = [
      ['工单号', '问题类型', '受理时间'],
      ['T1', '其他', '2026-10-03 09:00'],
    ];
    const book = await writeXlsx({
      sheets: [
        { name: '明细', rows },
        { name: '说明', rows: [['仅供参考']] },
      ],
    });
    const { tables, unrecognised } = await mapText('a.xlsx', book);
    expect([tables.map(({ mapping, check }) => [mapping.sheet, check]), unrecognised]).toMatchObject([
      [['明细', { read: 1, rejected: 0 }]],
      ['说明'],
    ]);
  });
});

describe('beside a folder with files of the same name', () => {
  const own = readFileSync(join(packageRoot, 'fixtures', 'presets', 'zendesk', 'tickets_202610.csv'), 'utf8');
  const other = readFileSync(join(packageRoot, 'fixtures', 'presets', 'freshdesk', 'tickets_202610.csv'), 'utf8');

  async function proposedBeside(folder: string, texts: Readonly<Record<string, string>>, workingFolder?: string) {
    const root = temporaryFolder();
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(join(root, dirname(name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    const mapped = await mapFile(
      { file: join(root, folder, 'tickets_202610.csv') },
      { ...quietEffects, workingFolder: workingFolder ?? root },
    );
    return { files: mapped.tables[0]?.mapping.files, check: mapped.tables[0]?.check, text: proposalLines(mapped).join('\n') };
  }

  test('of another system, the pattern names the folder, with its date left open', async () => {
    const texts = { 'zendesk-2026-10/tickets_202610.csv': own, 'freshdesk/tickets_202609.csv': other };
    const { files, check, text } = await proposedBeside('zendesk-2026-10', texts);
    expect([files, check]).toMatchObject(['**/zendesk-*/tickets_*.csv', { read: 5 }]);
    expect(text).toContain('freshdesk/tickets_202609.csv has other columns');
    const { mappings } = parseConfiguration(text, 'f.yaml');
    const named = ['zendesk-2026-11/tickets_202611.csv', 'a/zendesk-x/tickets_1.csv', 'freshdesk/tickets_202609.csv'];
    expect(named.map((path) => findMappings(mappings, path).length)).toEqual([1, 1, 0]);
  });

  test.each([
    ['of the same system', own, undefined],
    ['outside of the working folder', other, temporaryFolder()],
  ])('%s, it does not', async (_name, text, workingFolder) => {
    const texts = { 'a/tickets_202610.csv': own, 'b/tickets_202609.csv': text };
    expect(await proposedBeside('a', texts, workingFolder)).toMatchObject({ files: 'tickets_*.csv' });
  });

  test('of another month, whatever they hold, it does not: it would fit them as well', async () => {
    const texts = { '2026-10/tickets_202610.csv': own, '2026-09/tickets_202609.csv': other };
    expect(await proposedBeside('2026-10', texts)).toMatchObject({ files: 'tickets_*.csv' });
  });
});

test('a file without a header fails as data does, and says what was expected', async () => {
  await expect(mapText('tickets.csv', '17\n18\n')).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/^tickets\.csv: no row among the first 20 looks like a header .* name the dataset with --dataset/),
  });
  await expect(mapText('tickets.csv', '')).rejects.toMatchObject({ exitCode: 3 });
  const book = await writeXlsx({ sheets: [{ name: '说明', rows: [['仅供参考']] }] });
  await expect(mapText('a.xlsx', book)).rejects.toThrow(/first 20 of any sheet looks/);
});

test('a file that is no export of a known form is refused with what to do', async () => {
  await expect(mapText('a.pdf', 'x')).rejects.toThrow(/one .csv, .tsv, .csv.gz or .xlsx file/);
  await expect(mapText('a.csv', 'a,b\n1,2\n', 'ticket')).rejects.toThrow(/no dataset "ticket"; did you mean "tickets"/);
});
