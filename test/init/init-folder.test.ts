import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadCalendar } from '../../pipeline/config/calendar.js';
import { loadConfiguration, parseConfiguration } from '../../pipeline/config/configuration.js';
import { configurationSchema } from '../../pipeline/config/configuration-schema.js';
import { loadPolicy, parsePolicy } from '../../pipeline/config/policy.js';
import { contracts } from '../../pipeline/contracts/index.js';
import { initFolder } from '../../pipeline/init/init-folder.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { validateExports } from '../../pipeline/validate-exports.js';
import { quietEffects, readFigures, temporaryFolder } from '../run/example.js';

const locales = ['zh-CN', 'en'] as const;

/** The file with every setting in force: explanations begin with `# `, settings with `#` alone. */
const uncommented = (text: string): string => text.replace(/^#(?! \S)/gm, '');

describe.each(locales)('%s', (locale) => {
  test('the folder is valid as it is, its configuration names its policy and calendar', async () => {
    const folder = join(temporaryFolder(), 'new');
    const { files } = await initFolder(folder, locale);
    expect(files.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
    const { validation } = await validateExports({ inputs: [folder], maxRejectRate: 0 }, quietEffects);
    expect(validation).toMatchObject({ valid: true, bad_files: [], unrecognised: [], ignored_files: [], rejects: [] });
    expect(validation.files.map(({ dataset }) => dataset).sort()).toEqual(contracts.flatMap(({ dataset }) => [dataset, dataset]).sort());
    expect(validation.files.flatMap((file) => [...file.unknown_headers, ...file.repeated_headers])).toEqual([]);
    const configuration = loadConfiguration(undefined, [folder], temporaryFolder());
    expect(configuration.calendar).toBe(join(folder, 'calendar.json'));
    expect(loadCalendar(configuration.calendar).years).toEqual(loadCalendar().years);
    expect(loadPolicy(configuration.policy)).toEqual(loadPolicy());
  });

  test('every key of the configuration is there with its default, and every clock with its target', async () => {
    const folder = temporaryFolder();
    await initFolder(folder, locale);
    const text = readFileSync(join(folder, 'fieldreview.yaml'), 'utf8');
    const all = uncommented(text);
    expect(Object.keys(configurationSchema.shape).filter((key) => !new RegExp(`^${key}:`, 'm').test(all))).toEqual([]);
    const written = parseConfiguration(all, 'fieldreview.yaml');
    const defaults = parseConfiguration('', 'fieldreview.yaml');
    for (const key of ['timezone', 'warranty_months', 'defects', 'quality', 'fault_codes', 'serial_placeholders', 'actions'] as const)
      expect(written[key], key).toEqual(defaults[key]);
    for (const group of ['privacy', 'report'] as const) {
      const schema = configurationSchema.shape[group].unwrap();
      if (schema instanceof z.ZodObject) expect(Object.keys(written[group]).sort()).toEqual(Object.keys(schema.shape).sort());
    }
    const policy = uncommented(readFileSync(join(folder, 'policy.yaml'), 'utf8')).replace('packs: [order]', '');
    expect(parsePolicy(policy, 'policy.yaml')).toEqual(loadPolicy());
    expect(loadPolicy().clocks.filter(({ name }) => !policy.includes(name))).toEqual([]);
  });
});

test('the empty exports give a report: figures are zero, sections say what would fill them', async () => {
  const [folder, out] = [temporaryFolder(), temporaryFolder()];
  await initFolder(folder, 'en');
  const { exact_path } = await runPeriod({ period: '2026-10', inputs: [folder], out, locale: 'en', pdf: false }, quietEffects);
  expect(exact_path).toEqual([]);
  const { figures } = readFigures(out, '2026-10');
  expect(figures.filter(({ unit, value }) => unit === 'count' && value !== 0)).toEqual([]);
  expect(readFileSync(join(out, '2026-10', 'index.html'), 'utf8')).toContain('tickets');
});

test('a workbook has its required columns, drop-downs and notes; names and numbers of customers are not asked for', async () => {
  const folder = temporaryFolder();
  await initFolder(folder, 'zh-CN');
  const { sheets } = await readXlsx(readFileSync(join(folder, '模板', '工单.xlsx')));
  const [headers = []] = sheets[0]?.rows ?? [];
  expect(headers).toEqual(expect.arrayContaining(['工单编号', '问题类型', '受理时间']));
  expect(headers).not.toContain('客户名称');
  const lists = (sheets[0]?.dataValidations ?? []).filter(({ type }) => type === 'list');
  expect(lists.map(({ values }) => values)).toContainEqual(['紧急', '一般', '低']);
  expect(sheets[0]?.cells?.get('0,0')?.comment?.text).toMatch(/^必填/);
});

test('nothing that is there is overwritten, and nothing is written beside it', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'policy.yaml'), 'mine');
  mkdirSync(join(folder, 'other'));
  await expect(initFolder(folder, 'en')).rejects.toMatchObject({
    message: expect.stringMatching(/: there already: policy\.yaml\. /),
    exitCode: 2,
  });
  expect(readdirSync(folder).sort()).toEqual(['other', 'policy.yaml']);
  await expect(initFolder(join(folder, 'policy.yaml'), 'en')).rejects.toMatchObject({ exitCode: 2 });
});
