import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { definitionFamily } from '../../reports/locales/definition-families.js';
import { definitionsOf, messages } from '../../reports/locales/index.js';
import type { Locale } from '../../reports/theme/formats.js';
import { type Clock, loadPolicy, parsePolicy, policyFileName } from '../config/policy.js';
import { contracts } from '../contracts/index.js';
import { explainedTables } from '../publish/cell-rows.js';
import { accountingFamily, type FigureFamily, figureFamilies } from '../publish/figure-families.js';
import { type FiguresPageWords, figuresPageWords } from './figures-page-words.js';
import { type ExplanationPlan, planExplanation } from './plan-explanation.js';
import { parseSubject } from './subject.js';

/** The pages docs/figures.*.md: every figure with its definition, unit, exports and SQL, from what `explain` says of it. */
export function renderFiguresPage(locale: Locale): string {
  const words = figuresPageWords[locale];
  const families = [...figureFamilies, accountingFamily];
  const subjects = [...new Set(families.map(({ id }) => subjectOf(id)))];
  const sections = subjects.flatMap((subject) => [
    `## ${words.headings[subject] ?? ''}`,
    table(
      words.figureColumns,
      families.filter(({ id }) => subjectOf(id) === subject).flatMap((family) => figureRows(family, locale)),
    ),
    ...(subject === 'sla' ? clockParts(locale) : []),
  ]);
  const parts = [
    `# ${words.title}`,
    '<!-- Generated. After a change of a definition, clock or figure, run: npx vitest run test/explain/figures-page.test.ts -u -->',
    words.introduction
      .replace('{dimensions}', termsOf('dimension', locale).join(words.listed))
      .replace('{measures}', termsOf('measure', locale).join(words.listed)),
    ...sections,
    `## ${words.tables}`,
    words.tablesIntroduction,
    table(words.tableColumns, tableRows(locale)),
    `## ${words.shown}`,
    words.shownIntroduction,
    table(words.shownColumns, shownRows(locale)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function subjectOf(id: string): string {
  return id.split('.')[0] ?? '';
}

/** The members of a group of terms, as they stand in ids and as the page calls them. */
function termsOf(group: string, locale: Locale): string[] {
  return Object.entries(messages[locale]).flatMap(([key, name]) =>
    key.startsWith(`${group}.`)
      ? [figuresPageWords[locale].term.replace('{term}', key.slice(group.length + 1)).replace('{name}', name)]
      : [],
  );
}

/** One row per measure: id, name and definition, unit, exports, file. */
function figureRows(family: FigureFamily, locale: Locale): string[][] {
  const words = figuresPageWords[locale];
  return Object.entries(family.measures).map(([measure, unit]) => {
    const id = `${family.id}.${measure}`;
    const plan = planOf(exampleId(id));
    const meaning = [...boldName(id, locale), plan.definition[locale], ...(family.isByDimension ? [words.byDimension] : [])].join(' ');
    return [code(shownId(id)), meaning, words.units[unit], exportsOf(id, plan, words), fileLink(plan.formula.file)];
  });
}

/** An id there is in every report, for one with braces: the definition of a family serves all of it. */
function exampleId(id: string): string {
  return id.replace('{clock}', 'first_response').replace('{measure}', 'effect').replace('{dataset}', 'tickets');
}

function shownId(id: string): string {
  return id.replaceAll('{', '<').replaceAll('}', '>');
}

/** The name of a figure; those of a clock or measure have one only together with its name. */
function boldName(id: string, locale: Locale): string[] {
  const names: Readonly<Record<string, string>> = messages[locale];
  const name = names[`name.${definitionFamily(exampleId(id))}`];
  return name === undefined || id.includes('{') ? [] : [figuresPageWords[locale].named.replace('{name}', name)];
}

function exportsOf(id: string, { datasets }: ExplanationPlan, words: FiguresPageWords): string {
  if (id.includes('{clock}')) return words.ofClock;
  if (id.includes('{dataset}')) return words.ofDataset;
  return datasetNames(datasets, words);
}

/** The register is where actions are edited, not an export. */
function datasetNames(datasets: ReadonlySet<string>, words: FiguresPageWords): string {
  return contracts
    .map(({ dataset }) => dataset)
    .filter((dataset) => datasets.has(dataset))
    .map(code)
    .join(words.listed);
}

function clockParts(locale: Locale): string[] {
  const words = figuresPageWords[locale];
  const shipped = loadPolicy().clocks;
  const rows = [...shipped.map((clock) => clockRow(clock, null, locale)), ...packRows(shipped, locale)];
  return [`### ${words.clocks}`, words.clocksIntroduction, table(words.clockColumns, rows)];
}

/** The clocks that a pack adds or changes. */
function packRows(shipped: readonly Clock[], locale: Locale): string[][] {
  const { packs } = JSON.parse(readFileSync(policyFileName, 'utf8')) as { packs: Record<string, unknown> };
  return Object.keys(packs).flatMap((pack) =>
    parsePolicy(`packs: [${pack}]`, policyFileName)
      .clocks.filter((clock) => !shipped.some((other) => isDeepStrictEqual(other, clock)))
      .map((clock) => clockRow(clock, pack, locale)),
  );
}

function clockRow(clock: Clock, pack: string | null, locale: Locale): string[] {
  const words = figuresPageWords[locale];
  const names: Readonly<Record<string, string>> = messages[locale];
  const policy = { clocks: [clock], businessHours: [] };
  const { datasets } = planOf(`sla.${clock.name}.compliance`, policy);
  const definition = definitionsOf(locale)[`clock.${clock.name}`] ?? '';
  const name = words.named.replace('{name}', names[`clock.${clock.name}`] ?? clock.name);
  return [code(clock.name), `${name} ${definition}`, targetText(clock, pack, words), datasetNames(datasets, words)];
}

function targetText({ versions }: Clock, pack: string | null, words: FiguresPageWords): string {
  const now = versions.at(-1);
  if (!now) return '';
  const amount = words.targets[now.unit].replace('{target}', String(now.target)).replace('{due}', now.due ?? '');
  // In English one of them is no plural.
  const target = now.target === 1 ? amount.replace(/s$/, '') : amount;
  const ofPack = pack === null ? [] : [words.pack.replace('{pack}', pack)];
  return [target, ...(now.isPausable ? [words.pausable] : []), ...ofPack].join(words.clause);
}

function tableRows(locale: Locale): string[][] {
  const words = figuresPageWords[locale];
  return explainedTables.map(({ table: name, key, mainColumn }) => {
    const plan = planOf(`tables.${name}${key.map((column) => `[${column}=first_response]`).join('')}.${mainColumn}`, loadPolicy());
    const id = `tables.${name}${key.map((column) => `[${column}=…]`).join('')}.<${words.column}>`;
    const exports = key.includes('clock') ? words.ofClock : datasetNames(plan.datasets, words);
    return [code(id), plan.definition[locale], exports, fileLink(plan.formula.file)];
  });
}

/** What the page shows besides, defined under the name of its relation. */
function shownRows(locale: Locale): string[][] {
  return Object.entries(definitionsOf(locale))
    .filter(([key]) => /^[a-z_]+$/.test(key))
    .map(([key, definition]) => [code(key), definition]);
}

function planOf(id: string, policy = loadPolicy()): ExplanationPlan {
  const subject = parseSubject(id);
  if (!subject) throw new Error(`${id} is no figure`);
  return planExplanation(id, subject, policy);
}

function table(columns: string, rows: readonly (readonly string[])[]): string {
  const rule = `| ${columns
    .split('|')
    .slice(1, -1)
    .map(() => '---')
    .join(' | ')} |`;
  return [columns, rule, ...rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)].join('\n');
}

function fileLink(file: string): string {
  return `[${file.slice(file.lastIndexOf('/') + 1)}](../${file})`;
}

function code(text: string): string {
  return `\`${text}\``;
}
