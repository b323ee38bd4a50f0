import { type Column, renderTable } from '../frame.js';
import { type Html, html, shownText } from '../html.js';
import type { MessageKey } from '../locales/index.js';
import { figureId, type Page } from '../page.js';
import type { FilledCell, Scope } from './scope-cells.js';
import { type ScopeRow, satisfactionScopeRows, serviceScopeRows, slaScopeRows } from './scope-rows.js';

const panels = { sla: slaScopeRows, satisfaction: satisfactionScopeRows, service: serviceScopeRows } as const;
type PanelName = keyof typeof panels;

/** What reports/script/scope-chooser.js fills the panels with. */
export interface ScopeData {
  readonly groups: readonly { readonly label: string; readonly scopes: readonly FilledScope[] }[];
}

interface FilledScope {
  readonly name: string;
  /** End of the ids of its figures: `[team=…]`. */
  readonly of: string;
  /** By panel: number of the row in it, then its cells; rows that the scope has nothing in are left out. */
  readonly rows: Readonly<Record<string, readonly (readonly [number, ...FilledCell[]])[]>>;
}

const dimensions = ['product', 'team'] as const;

/**
 * The figures of one product or team beside the whole: a template which only the script shows, filled with the scope that
 * is chosen. On paper, and without the script, the section tells of the whole.
 */
export function renderScopePanel(page: Page, name: PanelName): Html | null {
  const rows = panels[name](page);
  if (rows.length === 0 || scopesOf(page).length === 0) return null;
  const isSla = name === 'sla';
  const heads: MessageKey[] = isSla ? ['sla.compliance', 'sla.met_of_due', 'sla.breached'] : ['scope.value'];
  const column = (whose: Html, head: MessageKey): Column => ({
    head: isSla ? html`${whose}<br>${page.t(head)}` : whose,
    kind: 'number',
  });
  const columns: Column[] = [
    { head: page.t(isSla ? 'sla.clock' : 'service.figure') },
    ...heads.map((head) => column(html`<bdi data-scope-name></bdi>`, head)),
    ...heads.map((head) => column(page.t('scope.whole'), head)),
  ];
  const groups = [...new Set(rows.map((row) => html`${row.group}`.markup))].map((group) => ({
    head: rows.find((row) => html`${row.group}`.markup === group)?.group,
    rows: rows.flatMap((row, index) => (html`${row.group}`.markup === group ? [{ cells: panelCells(row, index) }] : [])),
  }));
  return html`<p class="note print-only">${page.t('scope.print')}</p>
<template data-panel="${name}">${renderTable(page.say('scope.table'), columns, groups)}<p class="note">${page.t(isSla ? 'scope.sla_note' : 'scope.note')}</p></template>
`;
}

function panelCells(row: ScopeRow, index: number) {
  return [row.head, ...row.cells.map((cell, place) => html`<span data-cell="${index}.${place}">${cell.forms}</span>`), ...row.whole];
}

/** The figures of every product and team, for the script. */
export function scopeData(page: Page): ScopeData {
  const rows = Object.entries(panels).map(([name, plan]) => [name, plan(page)] as const);
  const scopes = scopesOf(page);
  return {
    groups: dimensions
      .map((dimension) => ({
        label: page.say(`scope.${dimension}`),
        scopes: scopes
          .filter((scope) => scope.dimension === dimension)
          .map((scope) => ({
            name: scope.member === '' ? page.say('member.none') : shownText(scope.member),
            of: figureId('', dimension, scope.member),
            rows: Object.fromEntries(rows.map(([name, planned]) => [name, fillRows(planned, scope)])),
          })),
      }))
      .filter(({ scopes: members }) => members.length > 0),
  };
}

function fillRows(rows: readonly ScopeRow[], scope: Scope): [number, ...FilledCell[]][] {
  return rows.flatMap((row, index): [number, ...FilledCell[]][] =>
    row.isFilled(scope) ? [[index, ...row.cells.map((cell) => cell.fill(scope))]] : [],
  );
}

/** Products and teams of the reported period by name, the one without a name last. */
function scopesOf({ data }: Page): Scope[] {
  const { sla_compliance_by_clock_and_dimension, satisfaction_by_measure_and_dimension, service_by_dimension, repairs_by_dimension } =
    data.tables;
  const tables = [
    sla_compliance_by_clock_and_dimension,
    satisfaction_by_measure_and_dimension,
    service_by_dimension,
    repairs_by_dimension,
  ].map((rows) => rows ?? []);
  return dimensions.flatMap((dimension) => {
    const members = tables.flatMap((rows) =>
      rows.filter((row) => row.periods_back === 0 && row.dimension === dimension).map(({ member }) => member),
    );
    const sorted = [...new Set(members)].sort((one, other) => Number(one === '') - Number(other === '') || (one < other ? -1 : 1));
    return sorted.map((member) => ({ dimension, member }));
  });
}
