import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfiguration, parseConfiguration } from '../../pipeline/config/configuration.js';
import { configurationHash } from '../../pipeline/config/configuration-hash.js';
import { UserError } from '../../pipeline/errors.js';

const everyKey = `
timezone: America/New_York
home_province: 广东省
calendar: calendars/china.json
policy: policy.yaml
warranty_months: 24
defects: { threshold: 0.15, comparison: '>=' }
quality: { max_reject_rate: 0.1, skip_bad_files: true }
enums:
  category: { quality: [品质投诉, 7] }
  reached: { true: [通], false: [不通] }
columns:
  tickets: { ticket_id: [单号] }
mappings:
  - files: 'crm/**/*.csv'
    dataset: tickets
    encoding: gb18030
    delimiter: tab
    header_row: 3
    columns: { ticket_id: Case No }
    values: { status: { 01: completed, closed: completed } }
    constants: { category: other }
    null_tokens: [unknown]
fault_codes: { catch_all: [E99] }
serial_placeholders: [0000]
topics: { 速度: [慢] }
privacy: { key_file: keys/secret, staff: mask }
actions: { full_register: false }
report: { company: 甲公司, targets: { sla.first_response.compliance: 0.95 } }
`;

describe('parseConfiguration', () => {
  test('without settings gives the defaults of domain.md', () => {
    expect(parseConfiguration('', '/c/fieldreview.yaml')).toMatchObject({
      timezone: 'Asia/Shanghai',
      warranty_months: 12,
      defects: { threshold: 0.2, comparison: '>' },
      quality: { max_reject_rate: 0.05, skip_bad_files: false },
      enums: {},
      columns: {},
      mappings: [],
      fault_codes: { catch_all: ['OTHER', 'UNKNOWN', '其他', '未知'] },
      serial_placeholders: ['0', '无', '不详', 'UNKNOWN'],
      privacy: { staff: 'show' },
      actions: { full_register: true },
      report: { targets: {} },
    });
    expect(Object.keys(parseConfiguration('', '/c/fieldreview.yaml').topics).length).toBeGreaterThan(4);
    expect(parseConfiguration('', '/c/fieldreview.yaml')).not.toHaveProperty('home_province');
  });

  test('reads every key; paths start at the file', () => {
    expect(parseConfiguration(everyKey, '/c/fieldreview.yaml')).toEqual({
      timezone: 'America/New_York',
      home_province: '广东省',
      calendar: '/c/calendars/china.json',
      policy: '/c/policy.yaml',
      warranty_months: 24,
      defects: { threshold: 0.15, comparison: '>=' },
      quality: { max_reject_rate: 0.1, skip_bad_files: true },
      enums: { category: { quality: ['品质投诉', '7'] }, reached: { true: ['通'], false: ['不通'] } },
      columns: { tickets: { ticket_id: ['单号'] } },
      mappings: [
        {
          files: 'crm/**/*.csv',
          dataset: 'tickets',
          encoding: 'gb18030',
          delimiter: '\t',
          header_row: 3,
          columns: { ticket_id: 'Case No' },
          values: { status: { '01': 'completed', closed: 'completed' } },
          constants: { category: 'other' },
          null_tokens: ['unknown'],
        },
      ],
      fault_codes: { catch_all: ['E99'] },
      serial_placeholders: ['0000'],
      topics: { 速度: ['慢'] },
      privacy: { key_file: '/c/keys/secret', staff: 'mask' },
      actions: { full_register: false },
      report: { company: '甲公司', targets: { 'sla.first_response.compliance': 0.95 } },
      as_written: { calendar: 'calendars/china.json', policy: 'policy.yaml', key_file: 'keys/secret' },
    });
  });

  test('a key without a value is not given', () => {
    expect(parseConfiguration('home_province:\ndefects:\n  threshold:\n', '/c/f.yaml').defects.threshold).toBe(0.2);
  });

  test.each([
    ['timezoen: UTC', 'f.yaml:1: timezoen: unknown key "timezoen"; did you mean "timezone"?'],
    ['\ndefects:\n  comparison: ">"\n  thresold: 0.2', 'f.yaml:4: defects.thresold: unknown key "thresold"; did you mean "threshold"?'],
    ['enums:\n  prioritty: {}', 'f.yaml:2: enums.prioritty: unknown key "prioritty"; did you mean "priority"?'],
    ['enums:\n  priority:\n    urgnt: [急]', 'f.yaml:3: enums.priority.urgnt: unknown key "urgnt"; did you mean "urgent"?'],
    ['columns:\n  tickts: {}', 'f.yaml:2: columns.tickts: unknown key "tickts"; did you mean "tickets"?'],
    ['columns:\n  lots:\n    lot_on: [批]', 'f.yaml:3: columns.lots.lot_on: unknown key "lot_on"; did you mean "lot_no"?'],
    [
      'mappings:\n  - files: a\n    dataset: lots\n    heder_row: 1',
      'f.yaml:4: mappings[1].heder_row: unknown key "heder_row"; did you mean "header_row"?',
    ],
    [
      'mappings:\n  - files: a\n    dataset: lots\n    columns:\n      shiped_qty: n',
      'f.yaml:5: mappings[1].columns.shiped_qty: unknown column of lots; did you mean "shipped_qty"?',
    ],
    ['mappings:\n  - files: a\n    dataset: lot', 'f.yaml:3: mappings[1].dataset: expected one of tickets, events,'],
    ['mappings:\n  - files: a', 'f.yaml:2: mappings[1].dataset: '],
    ['warranty_months: one', 'f.yaml:1: warranty_months: expected a number, found text "one"'],
    ['warranty_months: 1.5', 'f.yaml:1: warranty_months: expected a whole number, found 1.5'],
    ['warranty_months: -1', 'f.yaml:1: warranty_months: must be 0 or more'],
    ['defects: 0.2', 'f.yaml:1: defects: expected settings of the form key: value, found 0.2'],
    ['defects:\n  threshold: 20', 'f.yaml:2: defects.threshold: must lie between 0 and 1'],
    ['defects:\n  threshold: 0.12345678', 'f.yaml:2: defects.threshold: must have at most six decimals'],
    ['defects:\n  comparison: <', 'f.yaml:2: defects.comparison: expected one of >, >=, found text "<"'],
    ['quality:\n  skip_bad_files: ja', 'f.yaml:2: quality.skip_bad_files: expected true or false, found text "ja"'],
    ['fault_codes:\n  catch_all: OTHER', 'f.yaml:2: fault_codes.catch_all: expected a list such as [a, b], found text "OTHER"'],
    ['serial_placeholders:\n  - a\n  - [b]', 'f.yaml:3: serial_placeholders[2]: expected text, found a list'],
    ['timezone: Asia/Shangai', 'f.yaml:1: timezone: "Asia/Shangai" is not an IANA time zone; did you mean "Asia/Shanghai"?'],
    ['timezone: "+08:00"', 'f.yaml:1: timezone: "+08:00" is not an IANA time zone'],
    [
      'report:\n  targets:\n    sla.plan.compliance: high',
      'f.yaml:3: report.targets.sla.plan.compliance: expected a number, found text "high"',
    ],
    ['enums:\n  priority:\n    urgent: [急]\n    low: [急]', 'f.yaml:4: enums.priority.low: "急" is listed under urgent as well'],
    ['- a', 'f.yaml:1: the file: expected settings of the form key: value, found a list'],
    ['timezone: UTC\ntimezone: UTC', 'f.yaml:2: Map keys must be unique'],
    ['defects: {threshold: 0.2', 'f.yaml:1: '],
  ])('%j is refused by file, line and key', (text, expected) => {
    expect(() => parseConfiguration(text, 'f.yaml')).toThrow(UserError);
    expect(() => parseConfiguration(text, 'f.yaml')).toThrow(expected);
  });

  test('names every fault at once', () => {
    expect(() => parseConfiguration('topic: 1\nwarranty_months: x', 'f.yaml')).toThrow(/f\.yaml:2: warranty_months[\s\S]*f\.yaml:1: topic/);
  });

  test('a file that refers to itself is refused, not followed for ever', () => {
    expect(() => parseConfiguration('topics: &t\n  a: *t', 'f.yaml')).toThrow(UserError);
  });
});

describe('configurationHash', () => {
  const hashOf = (text: string, file = '/c/fieldreview.yaml') => configurationHash(parseConfiguration(text, file));

  test('is sha256 in hexadecimal', () => {
    expect(hashOf('')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('does not depend on the order of keys, on spelled-out defaults, or on where the file lies', () => {
    expect(hashOf('warranty_months: 24\ntimezone: UTC')).toBe(hashOf('timezone: UTC\nwarranty_months: 24'));
    expect(hashOf('warranty_months: 12')).toBe(hashOf(''));
    expect(hashOf(everyKey)).toBe(hashOf(everyKey, '/elsewhere/other.yaml'));
  });

  test('depends on every setting and on the contents of the files named', () => {
    const settings = everyKey.split(/\n(?=\w)/).slice(1);
    expect(new Set(['', ...settings].map((setting) => hashOf(setting))).size).toBe(settings.length + 1);
    const configuration = parseConfiguration(everyKey, '/c/f.yaml');
    expect(configurationHash(configuration, { calendar: 'a' })).not.toBe(configurationHash(configuration, { calendar: 'b' }));
  });
});

describe('loadConfiguration', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'configuration-'));
    for (const name of ['work', 'first', 'second']) mkdirSync(join(folder, name));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (path: string, content: string | Uint8Array) => writeFileSync(join(folder, path), content);
  const months = (path?: string) =>
    loadConfiguration(path, [join(folder, 'first'), join(folder, 'second')], join(folder, 'work')).warranty_months;

  test('takes --config, else the working folder, else the first input folder, else the defaults', () => {
    write('second/fieldreview.yaml', 'warranty_months: 2');
    expect(months()).toBe(12);
    write('first/fieldreview.yaml', 'warranty_months: 1');
    expect(months()).toBe(1);
    write('work/fieldreview.yaml', 'warranty_months: 3');
    expect(months()).toBe(3);
    write('own.yaml', 'warranty_months: 4');
    expect(months('../own.yaml')).toBe(4);
  });

  test('an input that is a file is no folder', () => {
    write('first/fieldreview.yaml', 'warranty_months: 1');
    write('tickets.csv', '');
    expect(loadConfiguration(undefined, [join(folder, 'tickets.csv'), join(folder, 'first')], join(folder, 'work')).warranty_months).toBe(
      1,
    );
  });

  test('a file that is not there or not UTF-8 is an error of the user', () => {
    expect(() => months('nowhere.yaml')).toThrow(/nowhere\.yaml: the configuration cannot be read/);
    write('gbk.yaml', new Uint8Array([0xb9, 0xe3, 0xb6, 0xab]));
    expect(() => months('../gbk.yaml')).toThrow(/not UTF-8/);
  });
});
