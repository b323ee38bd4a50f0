import type { Content, Html } from './html.js';
import { html } from './html.js';
import type { Page } from './page.js';

export type State = 'broken' | 'signal' | 'calm' | 'no_data';

export interface Section {
  readonly anchor: string;
  readonly title: Html;
  readonly state: State;
  readonly body: Html;
}

export interface Column {
  readonly head: Content;
  /** `code`: identifiers, kept on one line; `prose`: sentences and lists, which need room. */
  readonly kind?: 'text' | 'code' | 'prose' | 'number' | 'graphic' | 'sparkline';
}

export interface Row {
  readonly cells: readonly Content[];
  readonly className?: string;
}

export interface RowGroup {
  readonly head?: Content;
  readonly rows: readonly Row[];
}

/** Title, drawing, text summary and data of one finding: a unit with an anchor, never split in print. */
export function renderFigure(parts: { anchor: string; title: Content; note?: Content; body: Content; isLong?: boolean }): Html {
  const note = parts.note ? html`<p class="note">${parts.note}</p>` : null;
  return html`<figure id="${parts.anchor}"${parts.isLong ? html` class="long"` : null}>
<figcaption><h3>${parts.title}</h3>${note}</figcaption>
${parts.body}
</figure>
`;
}

/** A table that scrolls in its own frame where the page is too narrow. The first cell of a row is its head. */
export function renderTable(label: Content, columns: readonly Column[], groups: readonly RowGroup[]): Html {
  const heads = columns.map((column) => html`<th scope="col"${classOf(column.kind)}>${column.head}</th>`);
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${label}"><table>
<thead><tr>${heads}</tr></thead>
${groups.filter((group) => group.rows.length > 0).map((group) => renderGroup(group, columns))}</table></div>
`;
}

/** The first `shown` rows, the others behind a summary that counts them; `total` where the rows are cut already. */
export function renderLongTable(
  page: Page,
  label: Content,
  columns: readonly Column[],
  rows: readonly Row[],
  { shown = worstShown, total = rows.length }: { shown?: number; total?: number } = {},
): Html {
  const first = renderTable(label, columns, [{ rows: rows.slice(0, shown) }]);
  if (rows.length <= shown) return first;
  const kept = rows.slice(shown, shown + restShown);
  const cut = total > shown + kept.length ? html`<p class="note">${page.t('table.cut', { count: total })}</p>` : null;
  const rest = page.t('table.rest', { count: total - shown });
  return html`<div class="long-table">
${first}<details><summary>${rest}</summary>
${renderTable(rest, columns, [{ rows: kept }])}${cut}</details>
</div>
`;
}

/** The rows behind a drawing, closed until asked for. */
export function renderDataTable(page: Page, label: Content, columns: readonly Column[], rows: readonly Row[]): Html {
  return html`<details class="data"><summary>${page.t('table.data')}</summary>
${renderTable(label, columns, [{ rows }])}</details>
`;
}

export const worstShown = 20;
/** Rows of the opened rest: beyond it a reader filters the exported table instead. */
const restShown = 500;

function renderGroup(group: RowGroup, columns: readonly Column[]): Html {
  const head = group.head ? html`<tr class="group"><th scope="rowgroup" colspan="${columns.length}">${group.head}</th></tr>\n` : null;
  return html`<tbody>${head}${group.rows.map((row) => renderRow(row, columns))}</tbody>
`;
}

function renderRow(row: Row, columns: readonly Column[]): Html {
  const cells = row.cells.map((cell, index) =>
    index === 0 ? html`<th scope="row"${classOf(columns[0]?.kind)}>${cell}</th>` : html`<td${classOf(columns[index]?.kind)}>${cell}</td>`,
  );
  return html`<tr${row.className ? html` class="${row.className}"` : null}>${cells}</tr>\n`;
}

function classOf(kind: Column['kind']): Html | null {
  return kind === undefined || kind === 'text' ? null : html` class="${kind}"`;
}
