import { type Column, renderFigure, renderLongTable, renderTable, type Section } from '../frame.js';
import { type Html, html } from '../html.js';
import { dataText, type Page } from '../page.js';
import { renderDefinitions } from './definitions.js';
import { datasetName } from './missing.js';
import type { DatasetAccounting, FileAccounting, IssueSummary } from './report-data.js';

const counts = ['read', 'loaded', 'rejected', 'duplicate', 'superseded', 'warnings'] as const;

/** Where every row went, what was refused and why, and what each figure means. Comes last: it defines the figures shown above. */
export function renderData(page: Page): Section {
  const { accounting } = page.data;
  const body = html`${renderBadFiles(page)}${renderDatasets(page)}${renderFiles(page)}${renderIssues(page, 'rejects')}${renderIssues(page, 'warnings')}${renderDefinitions(page)}`;
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
  const columns: Column[] = [{ head: page.t('data.dataset') }, ...countColumns(page)];
  const rows = page.data.accounting.datasets.map((row) => ({
    className: row.read === 0 ? 'quiet' : '',
    cells: [datasetName(page, row.dataset), ...countCells(page, `accounting.${row.dataset}`, row)],
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

function renderFiles(page: Page): Html {
  const { files } = page.data.accounting;
  const columns: Column[] = [
    { head: page.t('data.file') },
    { head: page.t('data.dataset') },
    ...countColumns(page),
    { head: page.t('data.skipped_lines'), kind: 'number' },
    { head: 'sha256' },
  ];
  const rows = files.map((file) => ({
    cells: [
      dataText(file.path),
      file.dataset === null ? html`<span class="noted">${page.t('data.no_dataset')}</span>` : page.term('dataset', file.dataset),
      ...countCells(page, `manifest.${file.path}`, file),
      page.number(`manifest.${file.path}.skipped_lines`, file.skipped_lines, 'count'),
      html`<code>${file.sha256.slice(0, 12)}</code>`,
    ],
  }));
  const label = page.t('data.files', { count: files.length });
  return html`<details id="data-files"><summary>${label}</summary>
${renderLongTable(page, label, columns, rows, 200)}</details>
`;
}

function renderIssues(page: Page, kind: 'rejects' | 'warnings'): Html {
  const issues = [...page.data.accounting[kind]].sort((one, other) => other.rows - one.rows || (key(one) < key(other) ? -1 : 1));
  if (issues.length === 0) return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t(`data.no_${kind}`)}</p>\n`;
  const columns: Column[] = [
    { head: page.t('data.code') },
    { head: page.t('data.dataset') },
    { head: page.t('data.rows'), kind: 'number' },
    { head: page.t('data.example') },
  ];
  const rows = issues.map((issue) => ({
    cells: [
      html`${page.term('code', issue.code)} <code>${issue.code}</code>`,
      page.term('dataset', issue.dataset),
      page.number(`${kind}.${issue.dataset}.${issue.code}`, issue.rows, 'count'),
      example(page, issue),
    ],
  }));
  return renderFigure({
    anchor: `data-${kind}`,
    title: page.t(`data.${kind}`),
    note: kind === 'rejects' ? page.t('data.rejects_note') : page.t('data.warnings_note'),
    body: renderLongTable(page, page.say(`data.${kind}`), columns, rows),
    isLong: true,
  });
}

function example(page: Page, issue: IssueSummary): Html {
  if (issue.file === '') return html`<span class="none">—</span>`;
  const place = html`<bdi>${issue.file}:${issue.line}</bdi>`;
  const column = issue.column === null ? null : html` ${page.t('data.column', { column: dataText(issue.column) })}`;
  return html`${place}${column}${issue.message === null ? null : html`<br><span class="sub">${dataText(issue.message)}</span>`}`;
}

function countColumns(page: Page): Column[] {
  return counts.map((name) => ({ head: page.t(`data.${name}`), kind: 'number' }));
}

function countCells(page: Page, id: string, row: DatasetAccounting | FileAccounting): Html[] {
  return counts.map((name) => page.number(`${id}.${name}`, row[name], 'count'));
}

function key(issue: IssueSummary): string {
  return `${issue.dataset} ${issue.code}`;
}
