import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { doctor } from '../../pipeline/commands/doctor.js';
import { type Check, diagnose } from '../../pipeline/doctor/diagnose.js';
import { findCjkFonts } from '../../pipeline/doctor/find-fonts.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

const november = { ...quietEffects, now: () => Date.UTC(2026, 10, 2) };
const of = (checks: readonly Check[], name: string): Check | undefined => checks.find(({ check }) => check === name);

test('every check says what was found; what is missing says what to do', async () => {
  const folder = temporaryFolder();
  const checks = await diagnose({ out: join(folder, 'a', 'b') }, { ...november, environment: {}, workingFolder: folder });
  expect(checks.map(({ check }) => check)).toEqual([
    ...['fieldreview', 'node', 'engine', 'configuration', 'calendar', 'fonts', 'browser', 'out', 'disk', 'locale'],
  ]);
  expect(of(checks, 'node')?.state).toBe('ok');
  expect(of(checks, 'engine')?.finding).toMatch(/^DuckDB v\d/);
  expect(of(checks, 'configuration')).toMatchObject({ state: 'warning', finding: expect.stringMatching(/home_province/) });
  expect(of(checks, 'calendar')).toMatchObject({ state: 'warning', finding: expect.stringMatching(/2027 is soon needed/) });
  expect(of(checks, 'out')).toMatchObject({ state: 'ok', finding: expect.stringMatching(/can be made/) });
  expect(of(checks, 'disk')?.finding).toMatch(/GB free/);
});

test('a calendar that has not the year is a problem, in spring the next one is none', async () => {
  const folder = temporaryFolder();
  const calendarOf = async (year: number, month: number) =>
    of(await diagnose({ out: folder }, { ...quietEffects, workingFolder: folder, now: () => Date.UTC(year, month, 2) }), 'calendar')?.state;
  expect(await Promise.all([calendarOf(2026, 3), calendarOf(2027, 3)])).toEqual(['ok', 'problem']);
});

test('a problem ends with 2: a folder below a file, a configuration that is wrong', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  writeFileSync(join(folder, 'wrong.yaml'), 'calender: x');
  const { exitCode, document, lines } = await doctor.run(
    { out: join(folder, 'file', 'out'), config: join(folder, 'wrong.yaml') },
    { ...november, workingFolder: folder },
  );
  expect(exitCode).toBe(2);
  expect(document).toMatchObject({ ok: false });
  expect(lines.filter((line) => line.startsWith('problem')).map((line) => line.split(':')[0])).toEqual([
    'problem  configuration',
    'problem  calendar',
    'problem  out',
  ]);
  expect(lines.join('\n')).toMatch(/did you mean "calendar"/);
});

test('where fonts cannot be listed nothing is claimed', async () => {
  const listed = await findCjkFonts('linux');
  if (listed !== undefined) expect(listed).toEqual([...new Set(listed)].sort());
});
