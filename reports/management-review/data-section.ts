import { contracts } from '../../pipeline/contracts/index.js';
import { type Column, renderFigure, renderLongTable, renderTable, type Section } from '../frame.js';
import { type Html, html, joined } from '../html.js';
import { dataText, type Page } from '../page.js';
import { renderDefinitions } from './definitions.js';
import { datasetName } from './missing.js';
import type { DatasetAccounting, FileAccounting, RejectSummary, WarningCount } from './report-data.js';

const counts = ['read', 'loaded', 'rejected', 'duplicate', 'superseded'] as const;

/** Where every row went, what was refused and why, and what each figure means. Comes last: it defines the figures shown above. */
export function renderData(page: Page): Section {
  const { accounting } = page.data;
  const body = html`${renderBadFiles(page)}${renderDatasets(page)}${renderFiles(page)}${renderRejects(page)}${renderWarnings(page)}${renderDefinitions(page)}`;
  const isNoted = accounting.bad_files.length > 0 || accounting.rejects.length > 0;
  return { anchor: 'data', title: page.t('data.title'), state: isNoted ? 'signal' : 'calm', body };
}

function renderBadFiles(page: Page): Html | null {
  const files = page.data.accounting.bad_files;
  if (files.length === 0) return null;
  const items = files.map((file) => html`<li>${dataText(file.path)}${page.say('colon')}${dataText(file.reason)}</li>`);
  return html`<div class="missing"><p>${page.t('data.bad_files', { count: files.length })}</p><ul>${items}</ul></div>\n`;
}

function renderDatasets(page: Page): Html {
  const columns: Column[] = [{ head: page.t('data.dataset') }, ...countColumns(page), { head: page.t('data.warnings'), kind: 'number' }];
  const rows = page.data.accounting.datasets.map((row) => ({
    className: row.read === 0 ? 'quiet' : '',
    cells: [datasetName(page, row.dataset), ...countCells(page, `accounting.${row.dataset}`, row), warningsOf(page, row)],
  }));
  const { health } = page.data.accounting;
  return renderFigure({
    anchor: 'data-rows',
    title: page.t(health.rejected > 0 ? 'data.finding_rejected' : 'data.finding_clean', {
      read: page.number('accounting.health.read', health.read, 'count'),
      rejected: page.number('accounting.health.rejected', health.rejected, 'count'),
    }),
    note: page.t('data.equation'),
    body: renderTable(page.say('data.rows_table'), columns, [{ rows }]),
    isLong: true,
  });
}

function warningsOf(page: Page, row: DatasetAccounting): Html {
  return page.number(`accounting.${row.dataset}.warnings`, row.warnings, 'count');
}

function renderFiles(page: Page): Html {
  const { files } = page.data.accounting;
  const hasUnknown = files.some((file) => file.unknown_headers.length > 0);
  const columns: Column[] = [
    { head: page.t('data.file') },
    { head: page.t('data.dataset') },
    ...countColumns(page),
    { head: page.t('data.skipped_lines'), kind: 'number' },
    { head: 'sha256' },
    ...(hasUnknown ? [{ head: page.t('data.unknown_headers'), kind: 'prose' as const }] : []),
  ];
  const rows = files.map((file) => ({
    cells: [
      dataText(file.path),
      file.dataset === null ? html`<span class="noted">${page.t('data.no_dataset')}</span>` : page.term('dataset', file.dataset),
      ...countCells(page, `manifest.${file.path}`, file),
      page.number(`manifest.${file.path}.skipped_lines`, file.skipped_lines, 'count'),
      html`<code>${file.sha256.slice(0, 12)}</code>`,
      ...(hasUnknown ? [joined(file.unknown_headers.map(dataText), page.say('list.items'))] : []),
    ],
  }));
  const label = page.t('data.files', { count: files.length });
  return html`<details id="data-files"><summary>${label}</summary>
${renderLongTable(page, label, columns, rows, { shown: 200 })}</details>
`;
}

function renderRejects(page: Page): Html {
  const rejects = [...page.data.accounting.rejects].sort((one, other) => other.rows - one.rows || (key(one) < key(other) ? -1 : 1));
  const [most] = rejects;
  if (most === undefined) return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('data.no_rejects')}</p>\n`;
  const columns: Column[] = [
    { head: page.t('data.code') },
    { head: page.t('data.dataset') },
    { head: page.t('data.rows'), kind: 'number' },
    { head: page.t('data.example'), kind: 'prose' },
  ];
  const rows = rejects.map((reject) => ({
    cells: [codeName(page, reject.code), page.term('dataset', reject.dataset), rejectedRows(page, reject), example(page, reject)],
  }));
  return renderFigure({
    anchor: 'data-rejects',
    title: page.t('data.rejects_finding', {
      rows: page.number('accounting.health.rejected', page.data.accounting.health.rejected, 'count'),
      dataset: page.term('dataset', most.dataset),
      code: page.term('code', most.code),
      most: rejectedRows(page, most),
    }),
    note: page.t('data.rejects_note'),
    body: renderLongTable(page, page.say('data.rejects'), columns, rows),
    isLong: true,
  });
}

function rejectedRows(page: Page, { dataset, code, rows }: RejectSummary): Html {
  return page.number(`rejects.${dataset}.${code}`, rows, 'count');
}

/** File, line, column and cell of the first row refused for a reason. */
function example(page: Page, reject: RejectSummary): Html {
  const place = html`<bdi>${reject.file}:${reject.line}</bdi>`;
  if (reject.column === null) return place;
  const header = contracts.find(({ dataset }) => dataset === reject.dataset)?.columns.find(({ name }) => name === reject.column)
    ?.headers?.[0];
  const words =
    header === undefined ? null : html`${page.say('bracket.open')}<span lang="zh-CN">${header}</span>${page.say('bracket.close')}`;
  const value =
    reject.value === null ? null : html`${page.say('colon')}${page.say('quote.open')}${dataText(reject.value)}${page.say('quote.close')}`;
  return html`${place} ${page.t('data.column', { column: html`<code>${reject.column}</code>${words}` })}${value}`;
}

/** Each warning once, with what it means for the report and the datasets it was found in. */
function renderWarnings(page: Page): Html {
  const { warnings } = page.data.accounting;
  if (warnings.length === 0) return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('data.no_warnings')}</p>\n`;
  const columns: Column[] = [
    { head: page.t('data.code') },
    { head: page.t('data.rows'), kind: 'number' },
    { head: page.t('data.meaning'), kind: 'prose' },
    { head: page.t('data.found_in') },
  ];
  const codes = [...new Set(warnings.map(({ code }) => code))].map((code) => warnings.filter((warning) => warning.code === code));
  const sorted = codes.sort((one, other) => rowsOf(other) - rowsOf(one) || (codeOf(one) < codeOf(other) ? -1 : 1));
  const [most = []] = sorted;
  return renderFigure({
    anchor: 'data-warnings',
    title: page.t('data.warnings_finding', { code: page.term('code', codeOf(most)), most: warningRows(page, most) }),
    note: page.t('data.warnings_note'),
    body: renderTable(page.say('data.warnings'), columns, [{ rows: sorted.map((found) => ({ cells: warningCells(page, found) })) }]),
    isLong: true,
  });
}

function warningCells(page: Page, found: readonly WarningCount[]): Html[] {
  const code = codeOf(found);
  const places = [...found]
    .sort((one, other) => other.rows - one.rows || (one.dataset < other.dataset ? -1 : 1))
    .map(
      (warning) =>
        html`<span class="nowrap">${page.term('dataset', warning.dataset)} ${page.number(`warnings.${warning.dataset}.${code}`, warning.rows, 'count')}</span>`,
    );
  return [codeName(page, code), warningRows(page, found), page.term('meaning', code), joined(places, page.say('list.items'))];
}

function codeOf(found: readonly WarningCount[]): string {
  return found[0]?.code ?? '';
}

function warningRows(page: Page, found: readonly WarningCount[]): Html {
  return page.number(`warnings.${codeOf(found)}`, rowsOf(found), 'count');
}

function rowsOf(found: readonly WarningCount[]): number {
  return found.reduce((total, warning) => total + warning.rows, 0);
}

function codeName(page: Page, code: string): Html {
  return html`${page.term('code', code)} <code>${code}</code>`;
}

function countColumns(page: Page): Column[] {
  return counts.map((name) => ({ head: page.t(`data.${name}`), kind: 'number' }));
}

function countCells(page: Page, id: string, row: DatasetAccounting | FileAccounting): Html[] {
  return counts.map((name) => page.number(`${id}.${name}`, row[name], 'count'));
}

function key(reject: RejectSummary): string {
  return `${reject.dataset} ${reject.code}`;
}
