import { type Column, renderFigure, renderLongTable } from '../frame.js';
import type { Html } from '../html.js';
import { figureId, type Page } from '../page.js';
import type { ServiceRow } from './report-tables.js';

const teamFigures = ['accepted', 'completed', 'open', 'open_age.over_30', 'resolution_rate', 'median_hours'] as const;
type TeamFigure = (typeof teamFigures)[number];

/** Tickets by team, most open first. */
export function renderTeams(page: Page): Html | null {
  const rows = (page.data.tables.service_by_dimension ?? [])
    .filter((row) => row.periods_back === 0 && row.dimension === 'team')
    .sort((one, other) => other.open - one.open || (one.member < other.member ? -1 : 1));
  if (rows.length === 0) return null;
  const columns: Column[] = [
    { head: page.t('service.team') },
    ...teamFigures.map((name) => ({ head: page.term('figure', `service.${name}`), kind: 'number' as const })),
  ];
  const tableRows = rows.map((row) => ({
    cells: [page.member(row.member), ...teamFigures.map((name) => teamCell(page, row, name))],
  }));
  const [most] = rows;
  return renderFigure({
    anchor: 'service-teams',
    title: page.t('service.teams', {
      team: page.member(most?.member ?? ''),
      open: page.number(figureId('service.open', 'team', most?.member ?? ''), most?.open ?? null, 'count'),
      total: page.figure('service.open'),
    }),
    body: renderLongTable(page, page.say('service.teams_table'), columns, tableRows),
  });
}

function teamCell(page: Page, row: ServiceRow, name: TeamFigure): Html {
  const id = figureId(`service.${name}`, 'team', row.member);
  if (name === 'median_hours') return page.number(id, page.value(id), 'hours');
  if (name !== 'resolution_rate') return page.number(id, name === 'open_age.over_30' ? row.open_age_over_30 : row[name], 'count');
  const total = { id: figureId('service.resolution_rate.n', 'team', row.member), value: row.to_resolve ?? row.accepted };
  return page.rate(id, row.resolution_rate, { id: `${total.id}.hits`, value: null }, total);
}
