import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../pipeline/commands/index.js';
import { clockModels } from '../pipeline/config/clock-candidates.js';
import { loadPolicy } from '../pipeline/config/policy.js';
import { packageRoot } from '../pipeline/package-root.js';
import { explainedTables } from '../pipeline/publish/cell-rows.js';
import { accountingFamily, figureFamilies } from '../pipeline/publish/figure-families.js';
import { rowsOfMeasure } from '../pipeline/publish/figure-rows.js';
import { testResultTables } from '../pipeline/statistics/test-results.js';
import { isView, type Layer, type Model, passingModels, readModels, readRowsQuery, relationsRead } from '../pipeline/transform/models.js';
import { definitionFamily } from '../reports/locales/definition-families.js';
import { definitionsEn } from '../reports/locales/definitions-en.js';
import { definitionsZhCn } from '../reports/locales/definitions-zh-cn.js';
import { filesBelow } from './files-below.js';
import { sourceStatements } from './queries/source-statements.js';

const models = readModels();
/** Made from the policy, not from a file. */
const generated = clockModels(loadPolicy());
const layerOf = new Map(models.map((model) => [model.name, model.layer]));
const sources = new Set([
  ...sourceStatements.map((statement) => /create or replace table (\w+)/.exec(statement)?.[1] ?? statement),
  ...generated.map((model) => model.name),
]);
const codeFolders = ['pipeline', 'reports', 'test', 'fixtures', 'benchmark'];

/** What each layer may read. Parameter tables may be read by all of them, raw tables by staging alone. */
const mayRead: Record<Layer, readonly Layer[]> = {
  staging: [],
  intermediate: ['staging', 'intermediate'],
  marts: ['staging', 'intermediate', 'marts'],
  metrics: ['intermediate', 'marts'],
  checks: ['staging', 'intermediate', 'marts', 'metrics'],
  rows: ['intermediate', 'marts', 'metrics'],
};

describe('models', () => {
  test('read only the layers below them', () => {
    const offenders = models.flatMap((model) => readBy(model).flatMap((name) => misread(model, name)));
    expect(offenders).toEqual([]);
  });

  test('of staging and intermediate are read by another model', () => {
    const read = new Set([...models, ...generated].flatMap(readBy));
    const orphans = models.filter(({ layer, name }) => (layer === 'staging' || layer === 'intermediate') && !read.has(name));
    expect(orphans.map(fileOf)).toEqual([]);
  });

  test('open with what one row is, then the key', () => {
    const offenders = models.filter(({ sql }) => !/^-- \S.*\n-- key: \w+(, \w+)*\n/.test(sql));
    expect(offenders.map(fileOf)).toEqual([]);
  });

  test('that only one model reads, once, are views, and three that are sooner made than stored', () => {
    const views = models.filter((model) => model.layer !== 'staging' && isView(model));
    const isReadOnce = ({ sql }: Model): boolean => sql.includes('\n-- view: one model reads it, once\n');
    const others = views.filter((model) => !isReadOnce(model));
    expect(others.map(fileOf).sort()).toEqual([
      'queries/intermediate/int_obligations_judged.sql',
      'queries/intermediate/int_revisits_reached.sql',
      'queries/intermediate/int_service_tickets_placed.sql',
    ]);
    // What these read is read wherever they are.
    const texts = [...models, ...generated, ...others].map(({ sql }) => sql.replace(/--.*$/gm, ''));
    const readings = (name: string): number =>
      texts.reduce((sum, text) => sum + (text.match(new RegExp(`\\b(?:from|join) ${name}\\b`, 'g')) ?? []).length, 0);
    const passing = passingModels();
    const once = models.filter(({ name }) => passing.has(name) && readings(name) === 1);
    expect(views.filter(isReadOnce).map(fileOf)).toEqual(once.map(fileOf));
  });

  test('are named after their layer', () => {
    const prefix: Partial<Record<Layer, RegExp>> = { staging: /^stg_/, intermediate: /^int_/, checks: /^\w+?__\w+$/ };
    const offenders = models.filter(({ layer, name }) => !(prefix[layer] ?? /^(?!stg_|int_|clock_)/).test(name));
    expect(offenders.map(fileOf)).toEqual([]);
  });

  test('of marts and metrics list every output column', () => {
    const listed = models.filter(({ layer }) => layer === 'marts' || layer === 'metrics');
    const offenders = listed.filter(({ sql }) => /^select (distinct )?(\w+\.)?\*/m.test(sql) || /^select\s*\n\s*(\w+\.)?\*/m.test(sql));
    expect(offenders.map(fileOf)).toEqual([]);
  });

  test('are at most 80 lines long', () => {
    expect(tooLong(models.map(fileOf), 80)).toEqual([]);
  });
});

describe('queries of rows', () => {
  const folder = join(packageRoot, 'queries', 'rows');
  const queries = readdirSync(folder).map((file) => readRowsQuery(basename(file, '.sql')));

  test('read intermediate models, marts and metrics, open with what one row is and the key, and are at most 80 lines long', () => {
    const misreading = queries.flatMap((query) => readBy(query).flatMap((name) => misread(query, name)));
    const unnamed = queries.filter(({ sql }) => !/^-- one row is \S.*\n-- key: \w+(, \w+)*\n/.test(sql));
    expect([...misreading, ...unnamed.map(fileOf), ...tooLong(queries.map(fileOf), 80)]).toEqual([]);
  });

  test('are each used, and have names of their own', () => {
    const used = new Set([
      ...[accountingFamily, ...figureFamilies].flatMap(({ id, measures }) =>
        Object.keys(measures).map((measure) => rowsOfMeasure(id, measure)?.rows),
      ),
      ...explainedTables.map(({ rows }) => rows.rows),
    ]);
    expect(queries.filter(({ name }) => !used.has(name) || layerOf.has(name)).map(fileOf)).toEqual([]);
  });
});

describe('cases', () => {
  const folder = join(packageRoot, 'test', 'queries');

  test('exist for every mart and metric', () => {
    const offenders = models.filter(({ layer, name }) => (layer === 'marts' || layer === 'metrics') && casesOf(folder, name).length === 0);
    expect(offenders.map(fileOf)).toEqual([]);
  });

  test('are about models that exist, with given and expected rows', () => {
    const offenders = foldersIn(folder).flatMap((name) => {
      if (!layerOf.has(name)) return [`test/queries/${name}: no such model`];
      const incomplete = foldersIn(join(folder, name)).filter((one) => !casesOf(folder, name).includes(one));
      return incomplete.map((one) => `test/queries/${name}/${one}: given/ or expected.csv is missing`);
    });
    expect(offenders).toEqual([]);
  });

  test('have at most 12 rows a file', () => {
    const offenders = filesOf('test/queries', '.csv').filter((file) => linesOf(join(packageRoot, file)) - 1 > 12);
    expect(offenders.map((file) => `${file}: ${linesOf(file) - 1} rows`)).toEqual([]);
  });
});

describe('code', () => {
  const files = codeFolders.flatMap((folder) => filesOf(folder, '.ts'));

  test('imports the engine in pipeline/warehouse alone', () => {
    expect(files.filter((file) => !file.startsWith('pipeline/warehouse/') && /(?:from |\()'@duckdb\//.test(read(file)))).toEqual([]);
  });

  test('exits, prints and reads the clock in cli.ts and effects.ts alone', () => {
    const effects = ['pipeline/cli.ts', 'pipeline/effects.ts'];
    const product = files.filter((file) => /^(pipeline|reports)\//.test(file) && !effects.includes(file));
    const offenders = product.flatMap((file) => [...withoutText(read(file)).matchAll(forbidden)].map((found) => `${file}: ${found[0]}`));
    expect(offenders).toEqual([]);
  });

  test('is kept in files of at most 400 lines', () => {
    expect(tooLong(files, 400)).toEqual([]);
  });

  test('is kept in functions of at most 50 lines', () => {
    expect(files.flatMap((file) => longFunctions(file))).toEqual([]);
  });

  test('has no folder or file that says nothing of its content, and names in kebab case', () => {
    const offenders = files.filter(
      (file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.|$)/.test(file) || !/^[a-z0-9-]+(\.[a-z]+)*\.ts$/.test(basename(file)),
    );
    expect(offenders).toEqual([]);
  });
});

describe('commands and figures', () => {
  test('commands have an example and stand in the guides', () => {
    const guides = filesOf('docs', '.md').filter((file) => basename(file).startsWith('user-guide'));
    const offenders = commands.flatMap(({ name, describe: about, examples }) => {
      const silent = guides.filter((guide) => !read(guide).includes(`fieldreview ${name}`));
      return [
        ...(about === '' || examples.length === 0 || !examples.every((example) => example.startsWith(`${name} `))
          ? [`${name}: no description, or the example is not of it`]
          : []),
        ...silent.map((guide) => `${name} is not in ${guide}`),
      ];
    });
    expect(guides.length).toBeGreaterThan(0);
    expect(offenders).toEqual([]);
  });

  const otherSources: ReadonlySet<string> = new Set([...testResultTables.map(({ name }) => name), 'dataset_accounting']);

  test('figures have a definition in every language, come from a metric, and have their rows', () => {
    const offenders = [accountingFamily, ...figureFamilies].flatMap(({ id, metric, measures }) => {
      const families = Object.keys(measures).map((measure) => definitionFamily(`${id}.${measure}`));
      const undefinedIn = (definitions: Readonly<Record<string, string>>, language: string): string[] =>
        families.filter((family) => !definitions[family]).map((family) => `${family} has no definition in ${language}`);
      return [
        ...undefinedIn(definitionsEn, 'en'),
        ...undefinedIn(definitionsZhCn, 'zh-CN'),
        ...(layerOf.get(metric) === 'metrics' || otherSources.has(metric) ? [] : [`${id}: queries/metrics/${metric}.sql is not there`]),
        ...Object.keys(measures).flatMap((measure) => (rowsOfMeasure(id, measure) ? [] : [`${id}.${measure}: no rows in figure-rows.ts`])),
      ];
    });
    expect(offenders).toEqual([]);
  });
});

const forbidden = /\bprocess\.exit\b|\bconsole\.\w+|\bDate\.now\(|\bnew Date\(\)/g;

function readBy(model: Model): string[] {
  return relationsRead(model.sql.replaceAll(/\bdistinct from\b/g, '<>'));
}

function misread(model: Model, name: string): string[] {
  if (model.layer === 'rows' && testResultTables.some((table) => table.name === name)) return [];
  const layer = layerOf.get(name);
  if (layer !== undefined) return mayRead[model.layer].includes(layer) ? [] : [`${fileOf(model)} reads ${layer}/${name}`];
  if (!sources.has(name)) return [`${fileOf(model)} reads ${name}, which nothing makes`];
  return name.startsWith('raw_') && model.layer !== 'staging' ? [`${fileOf(model)} reads ${name}`] : [];
}

function fileOf(model: Model): string {
  return `queries/${model.layer}/${model.name}.sql`;
}

function casesOf(folder: string, model: string): string[] {
  return foldersIn(join(folder, model)).filter(
    (name) => existsSync(join(folder, model, name, 'given')) && existsSync(join(folder, model, name, 'expected.csv')),
  );
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** The files of a folder of ours, from the root of the package. */
function filesOf(folder: string, ending: string): string[] {
  const names = filesBelow(join(packageRoot, folder)).filter((name) => name.endsWith(ending) && !name.includes('node_modules'));
  return names.map((name) => `${folder}/${name}`);
}

function read(file: string): string {
  return readFileSync(join(packageRoot, file), 'utf8');
}

function linesOf(file: string): number {
  return readFileSync(file, 'utf8').trimEnd().split('\n').length;
}

function tooLong(files: readonly string[], limit: number): string[] {
  return files
    .filter((file) => linesOf(join(packageRoot, file)) > limit)
    .map((file) => `${file}: ${linesOf(join(packageRoot, file))} lines`);
}

/** Source text without its comments and single-line strings. */
function withoutText(source: string): string {
  return source.replace(/'(?:[^'\\\n]|\\.)*'/g, "''").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

/** Functions by the layout of the formatter: from the line that opens the body to the closing brace at its indentation. */
function longFunctions(file: string, limit = 50): string[] {
  const lines = read(file).split('\n');
  return lines.flatMap((line, start) => {
    if (!opensFunction(line)) return [];
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const length = lines.slice(start + 1).findIndex((later) => later.startsWith(`${indent}}`)) + 2;
    return length > limit ? [`${file}:${start + 1}: ${length} lines`] : [];
  });
}

/** A suite of tests is a list, no function. */
function opensFunction(line: string): boolean {
  if (/^\s*describe\b/.test(line)) return false;
  return /\bfunction\b.*\{$|=> \{$|^\s*\).*\{$/.test(line) || /^\s+(?!if|for|while|switch|catch)(?:\w+ )*\w+\(.*\{$/.test(line);
}
