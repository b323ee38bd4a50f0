import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ExportFormat, exportTables } from '../../pipeline/export-tables.js';
import { initFolder } from '../../pipeline/init/init-folder.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { filesBelow } from '../files-below.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

/** Names Windows refuses: reserved signs and devices, a dot or space at the end; and those it takes for the same. */
function refused(names: readonly string[]): string[] {
  const parts = names.flatMap((name) => name.split('/'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are among what is refused
  const signs = /[<>:"|?*\\\u0000-\u001f]|[. ]$/;
  const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
  const folded = names.map((name) => name.toLowerCase());
  return [...parts.filter((part) => signs.test(part) || devices.test(part)), ...folded.filter((name, at) => folded.indexOf(name) !== at)];
}

test('what Windows refuses is noticed', () => {
  expect(refused(['a:b', 'x/CON.csv', 'dot.', 'A', 'a', 'fine.csv', 'context'])).toEqual(['a:b', 'CON.csv', 'dot.', 'a']);
});

test('whatever the exports say, every file a run, an export and init write has a name Windows takes', async () => {
  const [input, out] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(join(input, 'sub'));
  // Names and ids that would be refused, had any of them become part of a file's name.
  const names = ['CON', 'NUL.', 'a:b', 'a<b>|c?*', '..', 'x/y', 'x\\y'];
  const tickets = names.map((name, index) => `${name},其他,2026-08-0${index + 1} 09:00,${name},${name}`);
  writeFileSync(join(input, 'sub', '工单.csv'), `工单编号,问题类型,受理时间,处理组,产品\n${tickets.join('\n')}\nbad,其他,never,CON,AUX\n`);
  writeFileSync(join(input, '批次.csv'), `批次号,型号,出货数量\n${names.map((name) => `${name},${name},10`).join('\n')}\n`);
  await runPeriod({ period: '2026-08', inputs: [input], out, locale: 'zh-CN', pdf: false }, quietEffects);
  for (const format of ['parquet', 'arrow', 'csv', 'xlsx'] satisfies ExportFormat[]) {
    await exportTables({ period: '2026-08', out, format, tables: [], to: join(out, 'export', format) }, quietEffects);
  }
  await initFolder(join(out, 'init'), 'zh-CN');
  await initFolder(join(out, 'init-en'), 'en');
  const written = filesBelow(out);
  expect(written).toEqual(expect.arrayContaining(['2026-08/figures.json', 'rejects/tickets.csv', 'export/csv/figures.csv']));
  expect(refused(written)).toEqual([]);
}, 300_000);

test('inputs are named with / in what is written', async () => {
  const [input, out] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(join(input, 'a', 'b'), { recursive: true });
  writeFileSync(join(input, 'a', 'b', '工单.csv'), `工单编号,问题类型,受理时间\nA1,其他,2026-08-01\nA2,其他,never\n`);
  const { accounting } = await runPeriod({ period: '2026-08', inputs: [input], out, locale: 'en', pdf: false }, quietEffects);
  expect(accounting).toMatchObject([{ read: 2, rejected: 1 }]);
  expect(readFileSync(join(out, '2026-08', 'manifest.json'), 'utf8')).toContain('"a/b/工单.csv"');
  expect(readFileSync(join(out, 'rejects', 'tickets.csv'), 'utf8')).toContain('a/b/工单.csv');
}, 300_000);

test('files of the project have names Windows takes', () => {
  const folders = ['pipeline', 'queries', 'reports', 'docs', 'fixtures', 'test', 'benchmark'];
  const names = folders.flatMap((folder) => filesBelow(join(packageRoot, folder)).map((name) => `${folder}/${name}`));
  expect(refused(names.filter((name) => !name.includes('node_modules')))).toEqual([]);
});
