import { type Column, renderFigure, renderTable } from '../frame.js';
import { type Html, html, joined } from '../html.js';
import { cellId, fewest, type Page } from '../page.js';
import { isolated } from '../theme/mark-label.js';
import { funnelLow, funnelRows, funnelSpec } from './funnel-chart.js';
import { markText, numberText, rateText } from './mark-text.js';
import type { FunnelTeamRow } from './review-tables.js';

const table = 'satisfaction_funnel_by_team';
/** Two teams need no funnel. */
const fewestTeams = 3;

/** Teams compared by what chance lets expect at their size, instead of a ranking. */
export async function renderFunnel(page: Page): Promise<Html | null> {
  const teams = page.data.tables[table] ?? [];
  const limits = page.data.tables.satisfaction_funnel_by_n ?? [];
  if (teams.length < fewestTeams || limits.length === 0) return null;
  const [drawing] = await page.draw(funnelSpec(page, funnelLow(limits, teams)), [
    {
      id: 'funnel',
      rows: funnelRows(limits, teams, (team) => teamSays(page, team)),
      label: page.say('funnel.label', { teams: teams.length }),
    },
  ]);
  return renderFigure({
    anchor: 'satisfaction-funnel',
    title: finding(page, teams),
    note: page.t('funnel.note'),
    body: html`<div class="pair"><div class="chart">${drawing}</div>${renderTeams(page, teams)}</div>`,
  });
}

function teamSays(page: Page, row: FunnelTeamRow): { name: string; text: string } {
  const name = row.team === '' ? page.say('member.none') : row.team;
  const limits = page.say('mark.expected', { low: numberText(page, row.low_95, 'ratio'), high: numberText(page, row.high_95, 'ratio') });
  return { name, text: markText(page, isolated(name), [rateText(page, row.csat, row.n), limits]) };
}

function renderTeams(page: Page, teams: readonly FunnelTeamRow[]): Html {
  const columns: Column[] = [
    { head: page.t('funnel.team') },
    { head: 'n', kind: 'number' },
    { head: page.t('measures.csat'), kind: 'number' },
    { head: page.t('funnel.expected'), kind: 'number' },
  ];
  const rows = teams.map((row) => {
    const cell = (column: 'n' | 'csat' | 'low_95' | 'high_95') =>
      page.number(cellId(table, { team: row.team }, column), row[column], column === 'n' ? 'count' : 'ratio');
    const csat = row.n < fewest ? html`<span class="few">${page.t('few')}</span>` : cell('csat');
    return {
      cells: [
        page.member(row.team),
        cell('n'),
        row.position === 'within' ? csat : html`<strong class="noted">◆ ${csat}</strong>`,
        html`<span class="nowrap">${cell('low_95')} – ${cell('high_95')}</span>`,
      ],
    };
  });
  return renderTable(page.say('funnel.table'), columns, [{ rows }]);
}

/** Only what 99.8 % limits leave out is called a difference; of many teams one in twenty lies beyond the others. */
function finding(page: Page, teams: readonly FunnelTeamRow[]): Html {
  const named = (position: string): Html =>
    joined(
      teams.filter((row) => row.position === position && row.n >= fewest).map((row) => page.member(row.team)),
      page.say('list.items'),
    );
  const [below, above] = [named('below_998'), named('above_998')];
  if (below.markup === '' && above.markup === '') return page.t('funnel.within');
  return joined(
    [
      below.markup === '' ? null : page.t('funnel.below', { teams: below }),
      above.markup === '' ? null : page.t('funnel.above', { teams: above }),
    ],
    page.say('list.separator'),
  );
}
