import { type Column, type Row, renderFigure, renderTable, type Section } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { dataText, figureId, type Page } from '../page.js';
import { renderMissing } from './missing.js';
import type { Unit } from './report-data.js';
import type { ServiceRow } from './report-tables.js';
import { limitsOf, renderPoint, seriesOf } from './series.js';
import { sparklineRows, sparklineSpec } from './sparkline-chart.js';

const anchor = 'service';

interface Block {
  readonly key: 'service' | 'samples' | 'repairs' | 'complaints';
  readonly datasets: readonly string[];
  readonly figures: readonly string[];
  /** Shown in no period with a value other than 0: no cost was exported. */
  readonly optional?: readonly string[];
}

const blocks: readonly Block[] = [
  {
    key: 'service',
    datasets: ['tickets'],
    figures: ['accepted', 'completed', 'cancelled', 'reopened', 'open', 'open_age.over_30', 'resolution_rate', 'median_hours', 'p90_hours'],
  },
  { key: 'samples', datasets: ['samples'], figures: ['received', 'in_hand', 'untested'] },
  {
    key: 'repairs',
    datasets: ['repairs'],
    figures: ['finished', 'confirmed_faults', 'first_time_fix_rate', 'repeat_repair_rate', 'no_fault_found_rate', 'out_of_box_rate'],
    optional: ['cost_in_warranty', 'cost_out_of_warranty', 'cost_warranty_unknown'],
  },
  { key: 'complaints', datasets: ['complaints'], figures: ['opened', 'complaint', 'batch_return', 'claim', 'amount'] },
];

/** Service, samples, repair and complaints in short: each figure now, before, and over 13 periods (domain.md § 6). */
export async function renderService(page: Page): Promise<Section> {
  const parts: Html[] = [];
  for (const block of blocks) parts.push(await renderBlock(page, block));
  const state = blocks.some((block) => isFilled(page, block)) ? 'calm' : 'no_data';
  return { anchor, title: page.t('service.title'), state, body: html`<div class="columns">${parts}</div>${renderTeams(page)}` };
}

async function renderBlock(page: Page, block: Block): Promise<Html> {
  const title = blockTitle(page, block);
  if (!isFilled(page, block)) return renderFigure({ anchor: `service-${block.key}`, title, body: renderMissing(page, block.datasets) });
  const ids = shownFigures(page, block);
  const drawings = ids.map((id, index) => ({
    id: `${block.key}-${index}`,
    rows: sparklineRows(seriesOf(page.data, id), limitsOf(page.data, id)),
    label: '',
  }));
  const lines = await page.draw(sparklineSpec, drawings);
  const columns: Column[] = [
    { head: page.t('service.figure') },
    { head: page.t(`now.${page.data.header.kind}`), kind: 'number' },
    { head: page.t(`before.${page.data.header.kind}`), kind: 'number' },
    { head: page.t('service.trend'), kind: 'sparkline' },
  ];
  const rows = ids.map((id, index) => figureRow(page, id, lines[index]));
  return renderFigure({
    anchor: `service-${block.key}`,
    title,
    body: html`${renderTable(page.say(`service.${block.key}_table`), columns, [{ rows }])}${withoutValue(page, block)}`,
  });
}

/** The figures that have a value in any period. */
function shownFigures(page: Page, block: Block): string[] {
  const ids = block.figures.map((name) => `${block.key}.${name}`).filter((id) => hasValue(page, id));
  return [...ids, ...(block.optional ?? []).map((name) => `${block.key}.${name}`).filter((id) => isNonZero(page, id))];
}

/** The others, with what they need. */
function withoutValue(page: Page, block: Block): Html | null {
  const absent = block.figures.map((name) => `${block.key}.${name}`).filter((id) => !hasValue(page, id));
  if (absent.length === 0) return null;
  const names = absent.map(
    (id) => html`${page.term('figure', id)}${page.say('bracket.open')}${page.term('need', id)}${page.say('bracket.close')}`,
  );
  return html`<p class="note">${page.t('service.without_value', { figures: joined(names, page.say('list.items')) })}</p>\n`;
}

/** Fewer points make no line: the time to completion is known for three cohorts only. */
const fewestPoints = 3;

function figureRow(page: Page, id: string, line: Content): Row {
  const unit = page.data.figures.get(id)?.unit ?? 'count';
  const series = seriesOf(page.data, id);
  const isDrawn = series.filter((point) => point.value !== null).length > fewestPoints;
  const now = series.at(-1);
  const n = unit === 'ratio' && now?.n != null ? html`<span class="nowrap">n ${page.number(`${id}.n`, now.n, 'count')}</span>` : null;
  const notes = joined([n, targetText(page, id, unit)], ' · ');
  const value = unit === 'ratio' ? renderPoint(page, id, now, unit) : hoursOrFigure(page, id);
  return {
    cells: [
      html`${page.term('figure', id)}${notes.markup === '' ? null : html` <span class="sub">${notes}</span>`}`,
      value,
      renderPoint(page, id, series.at(-2), unit),
      isDrawn ? line : null,
    ],
  };
}

function targetText(page: Page, id: string, unit: Unit): Html | null {
  const target = page.data.targets.get(id);
  return target === undefined ? null : html`<span class="nowrap">${page.t('target', { target: page.target(id, target, unit) })}</span>`;
}

/** A time to completion that too few tickets have reached has no value, and says why. */
function hoursOrFigure(page: Page, id: string): Html {
  const isTime = id === 'service.median_hours' || id === 'service.p90_hours';
  const tickets = page.data.tables.completion_time_by_dimension?.find((row) => row.periods_back === 0 && row.dimension === '')?.tickets;
  if (isTime && page.value(id) === null && (tickets ?? 0) > 0) return html`<span class="none">${page.t('service.not_reached')}</span>`;
  return page.figure(id);
}

const teamFigures = ['accepted', 'completed', 'open', 'open_age.over_30', 'resolution_rate', 'median_hours'] as const;
type TeamFigure = (typeof teamFigures)[number];

function renderTeams(page: Page): Html | null {
  const rows = (page.data.tables.service_by_dimension ?? [])
    .filter((row) => row.periods_back === 0 && row.dimension === 'team')
    .sort((one, other) => other.open - one.open || (one.member < other.member ? -1 : 1));
  if (rows.length === 0) return null;
  const columns: Column[] = [
    { head: page.t('service.team') },
    ...teamFigures.map((name) => ({ head: page.term('figure', `service.${name}`), kind: 'number' as const })),
  ];
  const tableRows = rows.slice(0, 20).map((row) => ({
    cells: [row.member === '' ? page.t('member.none') : dataText(row.member), ...teamFigures.map((name) => teamCell(page, row, name))],
  }));
  const [most] = rows;
  return renderFigure({
    anchor: 'service-teams',
    title: page.t('service.teams', {
      team: most?.member ? dataText(most.member) : page.t('member.none'),
      open: page.number(figureId('service.open', 'team', most?.member ?? ''), most?.open ?? null, 'count'),
      total: page.figure('service.open'),
    }),
    body: renderTable(page.say('service.teams_table'), columns, [{ rows: tableRows }]),
  });
}

function teamCell(page: Page, row: ServiceRow, name: TeamFigure): Html {
  const id = figureId(`service.${name}`, 'team', row.member);
  if (name === 'median_hours') return page.number(id, page.value(id), 'hours');
  if (name !== 'resolution_rate') return page.number(id, name === 'open_age.over_30' ? row.open_age_over_30 : row[name], 'count');
  const total = { id: figureId('service.resolution_rate.n', 'team', row.member), value: row.to_resolve ?? row.accepted };
  return page.rate(id, row.resolution_rate, { id: `${total.id}.hits`, value: null }, total);
}

function blockTitle(page: Page, block: Block): Html {
  if (!isFilled(page, block)) return page.t(`service.${block.key}_none`);
  const figure = (name: string) => page.figure(`${block.key}.${name}`);
  if (block.key === 'service')
    return page.t('service.finding', { accepted: figure('accepted'), completed: figure('completed'), open: figure('open') });
  if (block.key === 'samples') return page.t('samples.finding', { in_hand: figure('in_hand'), untested: figure('untested') });
  if (block.key === 'repairs') return page.t('repairs.finding', { finished: figure('finished'), faults: figure('confirmed_faults') });
  return page.t('complaints.finding', { opened: figure('opened'), claim: figure('claim'), amount: figure('amount') });
}

function isFilled(page: Page, block: Block): boolean {
  return block.figures.some((name) => isNonZero(page, `${block.key}.${name}`));
}

function isNonZero(page: Page, id: string): boolean {
  return seriesOf(page.data, id).some((point) => (point.value ?? 0) !== 0);
}

function hasValue(page: Page, id: string): boolean {
  return page.value(id) !== null || seriesOf(page.data, id).some((point) => point.value !== null);
}
