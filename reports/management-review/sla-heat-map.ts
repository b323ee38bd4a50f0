import { type Row, renderFigure, renderTable } from '../frame.js';
import { type Html, html } from '../html.js';
import { fewest, figureId, type Page } from '../page.js';
import { formatNumber } from '../theme/formats.js';
import { markText, numberText, rateText } from './mark-text.js';
import type { SlaComplianceRow } from './report-tables.js';
import { clockRows, missingEvidence } from './sla-order.js';
import { rateOf } from './sla-rate.js';

/** Teams in columns, at most as many as fit on A4. */
const mostTeams = 10;

/** Compliance by clock and team, one hue by shortfall, the value in each cell. */
export function renderHeatMap(page: Page): Html | null {
  const cells = teamRows(page);
  const teams = teamsByDue(cells);
  if (teams.every((team) => team === '')) return html`<p class="missing"><span aria-hidden="true">—</span> ${page.t('heat.missing')}</p>\n`;
  const shown = teams.slice(0, mostTeams);
  const clocks = clockRows(page.data).filter((row) => cells.some((cell) => cell.clock === row.clock && cell.member !== ''));
  const groups = [...new Set(clocks.map((row) => row.clock_group))].map((group) => ({
    head: page.term('clock_group', group),
    rows: clocks.filter((row) => row.clock_group === group).map((row) => heatRow(page, row, shown, cells)),
  }));
  const columns = [
    { head: page.t('sla.clock') },
    ...shown.map((team) => ({ head: page.member(team), kind: 'number' as const })),
    { head: page.t('heat.all'), kind: 'number' as const },
  ];
  const cut = teams.length > shown.length ? page.t('heat.cut', { shown: shown.length, count: teams.length }) : null;
  return renderFigure({
    anchor: 'sla-teams',
    title: finding(page, cells),
    note: html`${page.t('heat.note')} ${heatLegend(page)} ${cut}`,
    body: html`<div class="heat">${renderTable(page.say('heat.table'), columns, groups)}</div>`,
  });
}

function heatRow(page: Page, clock: SlaComplianceRow, teams: readonly string[], cells: readonly SlaComplianceRow[]): Row {
  const byTeam = teams.map((team) => cells.find((cell) => cell.clock === clock.clock && cell.member === team));
  return { cells: [page.term('clock', clock.clock), ...byTeam.map((cell) => heatCell(page, cell)), heatCell(page, clock)] };
}

function heatCell(page: Page, row: SlaComplianceRow | undefined): Html {
  if (!row || row.compliance === null) return html`<span class="heat-cell none">—</span>`;
  if (row.due < fewest)
    return html`<span class="heat-cell heat-few" data-mark="${cellSays(page, row)}">${fewCounts(page, row)}<small>${page.t('few')}</small></span>`;
  const id = figureId(`sla.${row.clock}.due`, row.dimension, row.member);
  return html`<span class="heat-cell heat-${level(row.compliance)}" data-mark="${cellSays(page, row)}">${rateOf(page, row)}<small>n ${page.number(id, row.due, 'count')}</small></span>`;
}

/** Clock, team, share in time and counts, where the cell is pointed at. */
function cellSays(page: Page, row: SlaComplianceRow): string {
  const member = page.memberText(row.member);
  const team = row.dimension === '' ? page.say('heat.all') : member;
  const counts = row.due < fewest ? null : `${numberText(page, row.met, 'count')}/${numberText(page, row.due, 'count')}`;
  return markText(page, `${page.termText('clock', row.clock)} · ${team}`, [rateText(page, row.compliance, row.due, row.met), counts]);
}

function fewCounts(page: Page, row: SlaComplianceRow): Html {
  const count = (column: 'met' | 'due') =>
    page.number(figureId(`sla.${row.clock}.${column}`, row.dimension, row.member), row[column], 'count');
  return html`${count('met')}/${count('due')}`;
}

/** Six steps of shortfall: under 2.5, 5, 10, 20, 40 percentage points, and more. */
const steps = [0.025, 0.05, 0.1, 0.2, 0.4];

function level(compliance: number): number {
  const index = steps.findIndex((step) => 1 - compliance < step);
  return index < 0 ? steps.length : index;
}

function heatLegend(page: Page): Html {
  const swatches = steps.map(
    (step, index) => html`<span class="heat-key heat-${index}">&gt; ${formatNumber(1 - step, 'ratio', page.locale)}</span>`,
  );
  const last = html`<span class="heat-key heat-${steps.length}">≤ ${formatNumber(1 - (steps.at(-1) ?? 0), 'ratio', page.locale, 0)}</span>`;
  return html`<span class="heat-keys">${swatches}${last}<span class="heat-key heat-few">n &lt; ${fewest}</span></span>`;
}

function finding(page: Page, cells: readonly SlaComplianceRow[]): Html {
  const [worst] = [...cells]
    .filter((cell) => cell.due >= fewest && cell.breached > 0 && missingEvidence(page.data, cell.clock) === null)
    .sort((one, other) => other.breached - one.breached || (`${one.clock} ${one.member}` < `${other.clock} ${other.member}` ? -1 : 1));
  if (!worst) return page.t('heat.finding_none');
  const number = (column: 'breached' | 'due') =>
    page.number(figureId(`sla.${worst.clock}.${column}`, 'team', worst.member), worst[column], 'count');
  return page.t('heat.finding', {
    team: page.member(worst.member),
    clock: page.term('clock', worst.clock),
    breached: number('breached'),
    due: number('due'),
  });
}

function teamRows(page: Page): SlaComplianceRow[] {
  const rows = page.data.tables.sla_compliance_by_clock_and_dimension ?? [];
  return rows.filter((row) => row.periods_back === 0 && row.dimension === 'team' && row.due > 0);
}

function teamsByDue(cells: readonly SlaComplianceRow[]): string[] {
  const due = new Map<string, number>();
  for (const cell of cells) due.set(cell.member, (due.get(cell.member) ?? 0) + cell.due);
  return [...due].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([team]) => team);
}
