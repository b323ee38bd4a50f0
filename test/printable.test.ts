import { describe, expect, test } from 'vitest';
import { alignedLines } from '../pipeline/aligned-lines.js';
import { fullId, parseSubject } from '../pipeline/explain/subject.js';
import { printable, printableLiteral } from '../pipeline/printable.js';

test.each([
  ['华东二组', '华东二组'],
  ['a\u001b[31mb', 'a\\u{1b}[31mb'],
  ['line\nbreak\u2028', 'line\\u{a}break\\u{2028}'],
  ['right\u202eto left', 'right\\u{202e}to left'],
])('%j is shown as %s', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test.each([
  ["it's", "'it''s'"],
  ['', "''"],
  ['a\u001bb', "('a' || chr(27) || 'b')"],
  ['\n', "('' || chr(10))"],
])('%j is the literal %s', (text, sql) => {
  expect(printableLiteral(text)).toBe(sql);
});

test('columns are aligned by what they take on a terminal', () => {
  expect(
    alignedLines([
      ['team', 'n'],
      ['华东二组', '1'],
      ['A', ''],
    ]),
  ).toEqual(['team      n', '华东二组  1', 'A']);
});

describe('ids', () => {
  test.each([
    ['sla.first_response.due', ['periods_back = 0', "clock = 'first_response'", "dimension = ''", "member = ''"]],
    ['service.open_age.0_1[product=A\\]\\\\B]', ['periods_back = 0', "dimension = 'product'", "member = 'A]\\B'"]],
    ['satisfaction.coverage[team=]', ["periods_back = 0 and clock = 'revisit'", "dimension = 'team'", "member = ''"]],
    ['accounting.tickets.warnings', ["dataset = 'tickets'"]],
    ['tables.breaches[clock=plan][record_id=A\\=1].overdue_minutes', ["clock = 'plan'", "record_id = 'A=1'"]],
    [fullId('lot:L[1]:E1'), ["group_id = 'lot:L[1]:E1'"]],
  ])('%s is read from rows with %j', (id, conditions) => {
    expect(parseSubject(id)?.conditions).toEqual(conditions);
  });

  test.each([
    'sla.first_response',
    'defects.batch[team=A]',
    'service.open[team=A',
    'tables.defects.rate',
    'tables.defects[lot=L1].rate',
    'x',
  ])('%s is none', (id) => {
    expect(parseSubject(id)).toBeUndefined();
  });
});
