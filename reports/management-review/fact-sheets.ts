import { type Column, type Row, renderTable, type Section } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { cellId, dataText, fewest, type Page } from '../page.js';
import { renderAnswers } from './containment-grid.js';
import { groupCell, groupName, groupsWithSheet } from './defect-order.js';
import { monthBarsRows, monthBarsSpec } from './month-bars.js';
import type { DefectGroupRow } from './report-tables.js';
import type { SheetLotRow, SheetMonthRow } from './review-tables.js';

const anchor = 'sheets';

/** One sheet to print for each important group: what is known of it, and room for cause and decision (质量分析报告, 002 §5.1.2). */
export async function renderFactSheets(page: Page): Promise<Section> {
  const title = page.t('sheets.title');
  const shown = groupsWithSheet(page);
  if (shown.length === 0) return { anchor, title, state: 'calm', body: html`<p>${page.t('sheets.none')}</p>\n` };
  const charts = await drawMonths(page, shown);
  const cut = (page.value('defects.total_important') ?? 0) > shown.length ? page.t('sheets.cut', { count: shown.length }) : null;
  const body = html`<p>${page.t('sheets.intro', { count: shown.length })} ${cut}</p>
${shown.map((group, index) => renderSheet(page, group, index + 1, charts.get(group.group_id) ?? null))}`;
  return { anchor, title, state: 'signal', body };
}

async function drawMonths(page: Page, groups: readonly DefectGroupRow[]): Promise<Map<string, Content>> {
  const months = groups.map(({ group_id }) => ({
    group_id,
    rows: monthsOf(page, group_id),
  }));
  const filled = months.filter(({ rows }) => rows.length > 0);
  const drawings = filled.map(({ rows }, index) => ({
    id: `sheet-months-${index}`,
    rows: monthBarsRows(page, rows),
    label: page.say('sheets.months_label', { units: rows.reduce((sum, row) => sum + row.units, 0) }),
  }));
  const drawn = await page.draw(monthBarsSpec, drawings);
  return new Map(filled.map(({ group_id }, index) => [group_id, drawn[index]]));
}

function renderSheet(page: Page, group: DefectGroupRow, number: number, months: Content): Html {
  return html`<article class="sheet" id="sheet-${number}">
<h3>${number}. ${groupName(page, group)}${group.model === null ? null : html` · ${dataText(group.model)}`}</h3>
<p>${facts(page, group)}</p>
${months === null ? null : html`<h4>${monthsFinding(page, group)}</h4>\n${months}`}
${provinces(page, group)}${lots(page, group)}${records(page, group)}${renderAnswers(page, group)}${fields(page)}</article>
`;
}

function monthsOf(page: Page, groupId: string): SheetMonthRow[] {
  return (page.data.tables.sheet_units_by_month ?? []).filter((row) => row.group_id === groupId);
}

/** The month with the most units; of equal ones the latest. */
function monthsFinding(page: Page, group: DefectGroupRow): Html {
  const rows = monthsOf(page, group.group_id);
  const most = rows.reduce<SheetMonthRow | undefined>(
    (best, row) => (best === undefined || row.units >= best.units ? row : best),
    undefined,
  );
  if (most === undefined || most.units === 0) return page.t('sheets.months_none');
  const id = cellId('sheet_units_by_month', { group_id: group.group_id, month: most.month }, 'units');
  return page.t('sheets.months', { month: most.month.slice(0, 7), units: page.number(id, most.units, 'count') });
}

function facts(page: Page, group: DefectGroupRow): Html {
  const number = (column: 'affected' | 'denominator' | 'rate' | 'rate_low' | 'rate_high', unit: 'count' | 'ratio') =>
    page.number(groupCell(group, column), group[column], unit);
  const verdict = [page.term('class', group.class), group.confidence === null ? null : page.term('confidence', group.confidence)];
  const isRated = group.rate !== null && (group.denominator ?? 0) >= fewest;
  const rate = isRated
    ? page.t('sheets.rate', { rate: number('rate', 'ratio'), low: number('rate_low', 'ratio'), high: number('rate_high', 'ratio') })
    : null;
  return joined(
    [
      joined(verdict, ' · '),
      group.affected === null ? null : html`${number('affected', 'count')}/${number('denominator', 'count')}`,
      rate,
      page.term('status', group.status),
      group.first_at === null ? null : page.t('defects.since', { date: group.first_at.slice(0, 10) }),
      ...group.reasons.map((reason) => page.term('reason', reason)),
      ...group.flags.map((flag) => html`<span class="noted">${page.term('flag', flag)}</span>`),
    ],
    page.say('list.separator'),
  );
}

function provinces(page: Page, group: DefectGroupRow): Html | null {
  const rows = (page.data.tables.sheet_provinces ?? []).filter((row) => row.group_id === group.group_id);
  if (rows.length === 0) return null;
  const items = rows.map((row) => {
    const units = page.number(cellId('sheet_provinces', { group_id: row.group_id, province: row.province }, 'units'), row.units, 'count');
    return html`${page.member(row.province)} ${units}`;
  });
  return html`<p>${page.t('sheets.provinces')}${page.say('colon')}${joined(items, page.say('list.items'))}</p>\n`;
}

function lots(page: Page, group: DefectGroupRow): Html | null {
  const rows = (page.data.tables.sheet_lots ?? []).filter((row) => row.group_id === group.group_id);
  const [first] = rows;
  if (first === undefined) return null;
  const columns: Column[] = [
    { head: page.t('sheets.lot'), kind: 'code' },
    { head: page.t('sheets.produced') },
    { head: page.t('sheets.shipped'), kind: 'number' },
    { head: page.t('sheets.faults'), kind: 'number' },
    { head: page.t('sheets.per_thousand'), kind: 'number' },
  ];
  const age = page.number(
    cellId('sheet_lots', { group_id: first.group_id, lot_no: first.lot_no }, 'age_months'),
    first.age_months,
    'count',
  );
  return html`<h4>${lotsFinding(page, rows, age)}</h4>
${renderTable(page.say('sheets.lots_table'), columns, [{ rows: rows.map((row) => lotRow(page, row)) }])}`;
}

/** The own lot against the worst of its neighbours at the same age. */
function lotsFinding(page: Page, rows: readonly SheetLotRow[], age: Html): Html {
  const own = rows.find((row) => row.is_own);
  const others = rows.filter((row) => !row.is_own && row.faults_per_unit !== null);
  const [worst] = others.sort((one, other) => (other.faults_per_unit ?? 0) - (one.faults_per_unit ?? 0));
  if (own?.faults_per_unit == null || worst === undefined) return page.t('sheets.lots_alone', { age });
  return page.t('sheets.lots', { age, own: perThousand(page, own), count: others.length, worst: perThousand(page, worst) });
}

function perThousand(page: Page, row: SheetLotRow): Html {
  const id = cellId('sheet_lots', { group_id: row.group_id, lot_no: row.lot_no }, 'faults_per_thousand');
  return page.number(id, row.faults_per_unit === null ? null : row.faults_per_unit * 1000, 'points', { digits: 1 });
}

function lotRow(page: Page, row: SheetLotRow): Row {
  const id = (column: string) => cellId('sheet_lots', { group_id: row.group_id, lot_no: row.lot_no }, column);
  return {
    className: row.is_own ? 'own' : '',
    cells: [
      row.is_own ? html`<strong>${dataText(row.lot_no)}</strong>` : dataText(row.lot_no),
      row.produced_on,
      page.number(id('shipped_units'), row.shipped_units, 'count'),
      page.number(id('faults'), row.faults, 'count'),
      perThousand(page, row),
    ],
  };
}

function records(page: Page, group: DefectGroupRow): Html {
  const rows = (page.data.tables.sheet_records ?? []).filter((row) => row.group_id === group.group_id);
  if (rows.length === 0) return html`<p>${page.t('sheets.no_records')}</p>\n`;
  const columns: Column[] = [
    { head: page.t('sheets.record'), kind: 'code' },
    { head: page.t('sheets.date') },
    { head: page.t('sheets.consequence') },
    { head: page.t('sheets.amount'), kind: 'number' },
  ];
  const tableRows = rows.map((row) => ({
    cells: [
      dataText(row.record_id),
      row.occurred_at.slice(0, 10),
      row.consequence === null ? html`<span class="none">—</span>` : page.term('consequence', row.consequence),
      page.number(
        cellId('sheet_records', { group_id: row.group_id, record: row.record, record_id: row.record_id }, 'amount'),
        row.amount,
        'money',
      ),
    ],
  }));
  return html`<h4>${page.t('sheets.records', { count: rows.length })}</h4>
${renderTable(page.say('sheets.records_table'), columns, [{ rows: tableRows }])}`;
}

/** Empty fields that the analysis fills in (002 §5.1.2.7). */
const emptyFields = ['root_cause', 'corrective', 'preventive', 'verification', 'decision', 'signed'] as const;

function fields(page: Page): Html {
  return html`<dl class="fields">
${emptyFields.map((field) => html`<div><dt>${page.t(`sheets.${field}`)}</dt><dd></dd></div>\n`)}</dl>
`;
}
