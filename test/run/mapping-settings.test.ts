import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { summaryLines } from '../../pipeline/commands/summary-lines.js';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { ingestExports } from '../../pipeline/run-period.js';
import { validationLines } from '../../pipeline/validate/validation-lines.js';
import { validateExports } from '../../pipeline/validate-exports.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { quietEffects, temporaryFolder } from './example.js';

/** A folder with a mapping and files. */
function inputWith(mappings: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const input = temporaryFolder();
  writeFileSync(join(input, 'fieldreview.yaml'), `mappings:\n${mappings}`);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(input, name), content);
  return input;
}

/** Loads the folder and reads columns of the tickets, by ticket. */
async function loadTickets(input: string, columns: string): Promise<{ lines: string[]; rows: unknown[] }> {
  const out = temporaryFolder();
  const summary = await ingestExports({ inputs: [input], out }, quietEffects);
  const database = await Database.open(join(out, 'warehouse.duckdb'), { threads: 1 });
  try {
    const rows = await database.rows(`select ${columns} from raw_tickets order by ticket_id`);
    return { lines: summaryLines(summary), rows: rows.map((row) => Object.values(row as object)) };
  } finally {
    database.close();
  }
}

test('columns are computed from source columns', async () => {
  const mapping = `  - files: '*.csv'
    dataset: tickets
    date_order: day_first
    null_tokens: ['?']
    null_tokens_by_column: { priority: ['0'] }
    columns: { ticket_id: No, priority: Level, serial_no: 'Unit[2]' }
    values: { category: { '': other, HW: quality } }
    computed:
      accepted_at: { join: [Day, Hour] }
      first_response_at: { duration_after: accepted_at, duration: Replied after }
      completed_at: { duration_after: accepted_at, duration: Solved after, unit: hours }
      category: { split: Path, by: ' / ', take: 2 }
      province: { split: Place, by: '-', take: last }
      owner: { last_of: [First owner, Owner] }
      confirmed: { yes_no: Signed, yes: [ok], no: [open] }
`;
  const file = `No,Day,Hour,Replied after,Solved after,Path,Place,First owner,Owner,Owner,Signed,Level,Unit,Unit
T1,3/10/26,9:05 AM,6小时30分钟,26,Shop / hw / Pump,CN-South-广东,Ann,Bo,Cy,OK,normal,old,SN-1
T2,04/Oct/2026,,,?,Shop,,Ann,,?,open,0,old,SN-2
T3,5/10/26,10:00,soon,1,Shop / HW,,,,,,normal,,
`;
  const input = inputWith(mapping, { 'crm.csv': file });
  const columns = 'accepted_at, first_response_at, completed_at, category, province, owner, confirmed, priority, serial_no';
  const { rows } = await loadTickets(
    input,
    columns.replaceAll(/\w+_at/g, (name) => `${name}::varchar as ${name}`),
  );
  expect(rows).toEqual([
    ['2026-10-03 09:05:00', '2026-10-03 15:35:00', '2026-10-04 11:05:00', 'quality', '广东', 'Cy', true, 'normal', 'SN-1'],
    ['2026-10-04 00:00:00', null, null, 'other', null, 'Ann', false, null, 'SN-2'],
  ]);
  const { rejects } = (await validateExports({ inputs: [input], maxRejectRate: 1 }, quietEffects)).validation;
  expect(rejects).toMatchObject([{ line: 4, code: 'bad_type', columns: ['first_response_at'] }]);
  expect(rejects[0]?.message).toContain('"2026-10-05 10:00 + soon"');
});

describe('rows that a filter leaves out', () => {
  const filtered = `  - files: '*.csv'
    dataset: tickets
    columns: { ticket_id: Key, accepted_at: Created, category: Area, owner: Assignee }
    filters:
      - { column: Type, in: [incident, ' Service request'] }
      - { column: Status, not_in: [Spam] }
      - { column: Merged into, empty: true }
`;
  const file = `Key,Type,Status,Merged into,Created,Area
T1,Incident,Open,,2026-10-03 09:00,usage
T2,INCIDENT,Spam,,2026-10-03 09:00,usage
T3,Task,Open,,2026-10-03 09:00,usage
T4,Service Request,Open,T1,2026-10-03 09:00,usage
T5,Service Request,Open,-,never,usage
T6,Incident
合计,,,,,
`;

  test('are skipped lines, counted for themselves, and named at the end of a run', async () => {
    const input = inputWith(filtered, { 'crm.csv': file });
    const { validation } = await validateExports({ inputs: [input], maxRejectRate: 1 }, quietEffects);
    expect(validation.files).toMatchObject([
      { read: 3, rejected: 2, skipped_lines: 4, filtered_rows: 3, mapping: '*.csv', absent_headers: ['owner: Assignee'] },
    ]);
    // A row too short to be judged is rejected, never filtered.
    expect(validation.rejects.map(({ line, code }) => [line, code])).toEqual([
      [6, 'bad_type'],
      [7, 'ragged_row'],
    ]);
    expect(validationLines(validation).join('\n')).toMatch(/4 lines skipped, 3 of them by the filters.*but not there: "owner: Assignee"/s);
    const { lines, rows } = await loadTickets(input, 'ticket_id');
    expect(rows).toEqual([['T1']]);
    expect(lines).toContain('left out by the filters of the mapping of *.csv: 3 row(s), not among those read');
  });

  test('a filter on a column the file lacks makes it a bad file, with the nearest header', async () => {
    const input = inputWith(filtered, { 'crm.csv': 'Key,Typ,Status,Merged into,Created,Area\nT1,a,b,c,2026-10-03,usage\n' });
    const { bad_files } = (await validateExports({ inputs: [input], maxRejectRate: 1 }, quietEffects)).validation;
    expect(bad_files[0]?.reason).toMatch(/names the column "Type", which the file does not have; the nearest header is "Typ"/);
  });
});

describe('a sheet of a workbook', () => {
  const book = async (names: readonly string[]): Promise<Uint8Array> =>
    writeXlsx({
      sheets: names.map((name, index) => ({
        name,
        rows: [
          ['ticket_id', 'category', 'accepted_at'],
          [`T${index}`, 'usage', '2026-10-03 09:00'],
        ],
      })),
    });
  const mapping = "  - { files: '*.xlsx', dataset: tickets, sheet: Detail }\n";

  test('that the mapping names is read, the others are reported', async () => {
    const input = inputWith(mapping, { 'tickets.xlsx': await book(['Summary', 'detail']) });
    const { files, unrecognised } = (await validateExports({ inputs: [input], maxRejectRate: 0 }, quietEffects)).validation;
    expect([files.map(({ sheet, read }) => [sheet, read]), unrecognised.map(({ sheet, reason }) => [sheet, reason])]).toEqual([
      [['detail', 1]],
      [['Summary', 'no mapping of its workbook names this sheet']],
    ]);
  });

  test('that is not there makes a bad file, with the nearest name', async () => {
    const input = inputWith(mapping, { 'tickets.xlsx': await book(['Details']) });
    const { bad_files } = (await validateExports({ inputs: [input], maxRejectRate: 0 }, quietEffects)).validation;
    expect(bad_files[0]?.reason).toMatch(/the sheet "Detail", which the workbook does not have; did you mean "Details"/);
  });
});

describe('faults of a mapping are named with their line', () => {
  test.each([
    ['computed: { accepted_a: { join: [a] } }', 'computed.accepted_a: unknown column of tickets; did you mean "accepted_at"?'],
    ['computed: { owner: { joined: [a] } }', 'computed.owner.joined: unknown key "joined"; did you mean "join"?'],
    ['computed: { owner: { join: [a], split: b } }', 'computed.owner: must have exactly one of join, split, last_of'],
    ['computed: { owner: { split: b, by: x } }', 'computed.owner: split needs take beside it'],
    ['computed: { owner: { split: b, by: x, take: 0 } }', 'computed.owner.take: must be a number from 1, first or last'],
    ['computed: { owner: { join: [a], by: x } }', 'computed.owner.by: does not belong to join'],
    ['computed: { plan_at: { duration_after: acepted_at, duration: x } }', 'did you mean "accepted_at"?'],
    ['computed: { reached: { yes_no: x } }', 'computed.reached: '],
    ['computed: { owner: { join: [a] } }\n    constants: { owner: x }', 'computed.owner: has a source under constants as well'],
    ['filters: [{ column: a }]', 'filters[1]: must have exactly one of in, not_in, empty'],
    ['date_order: day', 'date_order: expected one of day_first, month_first, epoch_milliseconds, found text "day"'],
    ['preset: zendsk', 'preset: there is no preset "zendsk"; did you mean "zendesk"?'],
  ])('%s', (setting, message) => {
    expect(() => parseConfiguration(`mappings:\n  - files: a\n    dataset: tickets\n    ${setting}\n`, 'f.yaml')).toThrow(message);
  });
});
