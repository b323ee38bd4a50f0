import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCalendar, parseCalendar } from '../../pipeline/config/calendar.js';
import { loadConfiguration, parseConfiguration } from '../../pipeline/config/configuration.js';
import { loadPolicy, parsePolicy } from '../../pipeline/config/policy.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { temporaryFolder } from '../run/example.js';

const data = join(packageRoot, 'pipeline', 'config', 'data');
const shipped = (name: string): string => readFileSync(join(data, name), 'utf8');
/** As an editor on Windows may save it. */
const asOnWindows = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;
/** Every setting in force (test/init/init-folder.test.ts). */
const uncommented = (text: string): string => text.replace(/^#(?! \S)/gm, '');

const mapping = `mappings:
  - files: 'cases_*.csv'
    dataset: tickets
    columns:
      ticket_id: Case Number
      accepted_at: [Opened, Opened at]
    constants: { category: other }
    values:
      status:
        Closed: completed
topics:
  parts: ['配件', "缺件"]
report:
  company: >-
    A company
    of two lines
`;

describe('lines that end with CR LF, after a byte order mark, say the same', () => {
  test.each(['fieldreview.en.yaml', 'fieldreview.zh-CN.yaml'])('configuration %s', (name) => {
    const text = uncommented(shipped(`init/${name}`));
    expect(parseConfiguration(asOnWindows(text), 'f.yaml')).toEqual(parseConfiguration(text, 'f.yaml'));
  });

  test('mappings, lists and texts of several lines', () => {
    expect(parseConfiguration(asOnWindows(mapping), 'f.yaml')).toEqual(parseConfiguration(mapping, 'f.yaml'));
    expect(parseConfiguration(mapping, 'f.yaml').report.company).toBe('A company of two lines');
  });

  test.each(['policy.en.yaml', 'policy.zh-CN.yaml'])('policy %s', (name) => {
    const text = uncommented(shipped(`init/${name}`));
    expect(parsePolicy(asOnWindows(text), 'p.yaml')).toEqual(parsePolicy(text, 'p.yaml'));
  });

  test('calendar', () => {
    const text = shipped('calendar-china.json');
    expect(parseCalendar(asOnWindows(text), 'c.json')).toEqual(parseCalendar(text, 'c.json'));
  });

  test('the files, and an error in them still names its line', () => {
    const folder = temporaryFolder();
    const files = { 'calendar.json': shipped('calendar-china.json'), 'policy.yaml': 'clocks:\n  plan:\n    target: 6\n' };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), asOnWindows(text));
    writeFileSync(join(folder, 'fieldreview.yaml'), asOnWindows('calendar: calendar.json\npolicy: policy.yaml\n'));
    const configuration = loadConfiguration(undefined, [folder], temporaryFolder());
    expect(loadCalendar(configuration.calendar).off).toEqual(loadCalendar().off);
    expect(loadPolicy(configuration.policy).clocks.find(({ name }) => name === 'plan')?.versions[0]?.target).toBe(6);
    expect(() => parseConfiguration(asOnWindows('timezone: UTC\n\nthresold: 1\n'), 'f.yaml')).toThrow(/f\.yaml:3: /);
  });
});
