import { type Column, type Row, renderFigure, renderLongTable, type Section, worstShown } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { definitionFamily } from '../locales/definition-families.js';
import { cellId, dataText, type Page } from '../page.js';
import { formatNumber, formatPeriod, formatTime } from '../theme/formats.js';
import { figureName } from './figure-name.js';
import type { MovedFigure, MoveReason, Restatement } from './report-data.js';
import { isByData, sortedMoves } from './restatement-order.js';

const anchor = 'restatements';

/** Reports on earlier periods listed figure by figure; of those before them it is said how many figures moved. */
const listedPeriods = 6;
/** Moves a table holds in all. */
const mostRows = 60;

/** What moved in this report and in those on earlier periods since they were published, and by what (domain.md § 8 A6). */
export function renderRestatements(page: Page): Section {
  const { own, earlier } = page.data.restatements;
  const title = page.t('restated.title');
  const all = [...(own === null ? [] : [own]), ...earlier];
  const order = html`<p class="note">${page.t('restated.order')}</p>\n`;
  const figures = all.slice(0, listedPeriods).map((restatement) => renderRestatement(page, restatement));
  const none = all.length === 0 ? html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('restated.none')}</p>\n` : null;
  return {
    anchor,
    title,
    state: all.some(isCorrection) ? 'signal' : 'calm',
    body: html`${none ?? order}${figures}${olderPeriods(page, all.slice(listedPeriods))}${uncheckedPeriods(page)}`,
  };
}

/** A provisional report was expected to change. */
export function isCorrection({ provisional_as_of }: Restatement): boolean {
  return provisional_as_of === null;
}

/** How many figures moved, and which most of all. */
export function restatementFinding(page: Page, restatement: Restatement): Html {
  const { whole, parts } = sortedMoves(restatement);
  const moves = whole.length > 0 ? whole : parts;
  const [largest] = moves;
  const who = restatement.period === page.data.header.period ? 'own' : 'earlier';
  const why = restatement.provisional_as_of !== null ? '_provisional' : isByData(restatement) ? '_data' : '';
  return page.t(`restated.${who}${why}`, {
    period: formatPeriod(restatement.period, page.locale),
    count: page.number(cellId(anchor, { period: restatement.period }, 'figures'), moves.length, 'count'),
    as_of: formatTime(restatement.provisional_as_of ?? ''),
    move: largest === undefined ? null : html`${figureName(page, largest.figure)} ${moveText(page, restatement, largest)}`,
  });
}

function renderRestatement(page: Page, restatement: Restatement): Html {
  const { whole, parts } = sortedMoves(restatement);
  const columns: Column[] = [
    { head: page.t('restated.figure'), kind: 'prose' },
    { head: page.t('restated.old'), kind: 'number' },
    { head: page.t('restated.new'), kind: 'number' },
    { head: page.t('restated.difference'), kind: 'number' },
    { head: page.t('restated.reason'), kind: 'prose' },
  ];
  const count = page.number(cellId(anchor, { period: restatement.period }, 'parts'), parts.length, 'count');
  const partsNote = parts.length === 0 ? null : page.t(whole.length === 0 ? 'restated.parts_only' : 'restated.parts', { count });
  const moves = [...whole, ...parts];
  return renderFigure({
    anchor: `${anchor}-${restatement.period}`,
    title: restatementFinding(page, restatement),
    note: partsNote,
    body: renderLongTable(
      page,
      page.say('restated.table'),
      columns,
      moves.slice(0, mostRows).map((move) => moveRow(page, restatement, move)),
      { shown: whole.length === 0 ? worstShown : Math.min(whole.length, worstShown), total: moves.length },
    ),
    isLong: true,
  });
}

function moveRow(page: Page, restatement: Restatement, move: MovedFigure): Row {
  page.shownFamilies.add(definitionFamily(move.figure));
  const { old_value, new_value } = move;
  return {
    cells: [
      figureName(page, move.figure),
      valueText(page, restatement, move, 'old_value', old_value),
      valueText(page, restatement, move, 'new_value', new_value),
      old_value === null || new_value === null ? html`<span class="none">—</span>` : differenceText(page, move, new_value - old_value),
      reasonsText(page, restatement, move),
    ],
  };
}

/** The difference, or both values where one of them is none. */
function moveText(page: Page, restatement: Restatement, move: MovedFigure): Html {
  const { old_value, new_value } = move;
  if (old_value !== null && new_value !== null) return differenceText(page, move, new_value - old_value);
  return html`${valueText(page, restatement, move, 'old_value', old_value)} → ${valueText(page, restatement, move, 'new_value', new_value)}`;
}

function differenceText(page: Page, move: MovedFigure, difference: number): Html {
  return page.difference(move.figure, difference, move.unit, digitsOf(page, move));
}

function valueText(page: Page, { period }: Restatement, move: MovedFigure, column: string, value: number | null): Html {
  const id = cellId(anchor, { period, figure: move.figure }, column);
  // Days to one decimal can hide what moved.
  if (value !== null && looksAlike(page, move)) return page.t('restated.hours', { hours: page.number(id, value, 'points', { digits: 1 }) });
  return page.number(id, value, move.unit, { digits: digitsOf(page, move) });
}

function looksAlike(page: Page, { unit, old_value, new_value }: MovedFigure): boolean {
  if (unit !== 'hours' || old_value === null || new_value === null) return false;
  return formatNumber(old_value, unit, page.locale) === formatNumber(new_value, unit, page.locale);
}

/** One reason alone; of several each with the value it leads to, so that the last one leads to the new value. */
function reasonsText(page: Page, restatement: Restatement, move: MovedFigure): Content {
  const [first, ...more] = move.steps;
  if (first === undefined || more.length === 0) return first === undefined ? null : reasonText(page, first.reason);
  const steps = move.steps.map(({ reason, value_after }, index) =>
    page.t('restated.step', {
      reason: reasonText(page, reason),
      value: valueText(page, restatement, move, `step_${index + 1}`, value_after),
    }),
  );
  return joined(steps, html`<br>`);
}

function reasonText(page: Page, { kind, names }: MoveReason): Html {
  const [first = '', last = ''] = names;
  const list = joined(names.map(dataText), page.say('list.items'));
  switch (kind) {
    case 'file':
      return page.t('reason.file', { name: dataText(first) });
    case 'dataset': {
      const files = joined(names.slice(1, shownFiles + 1).map(dataText), page.say('list.items'));
      const more = names.length > shownFiles + 1 ? html`${files}…` : files;
      return page.t('reason.dataset', { dataset: page.term('dataset', first), count: names.length - 1, files: more });
    }
    case 'configuration':
      return page.t('reason.configuration', { names: html`<code>${list}</code>` });
    case 'version':
      return page.t('reason.version', { old: dataText(first), new: dataText(last) });
    case 'cut_off':
      return page.t('reason.cut_off', { old: formatTime(first), new: formatTime(last) });
    case 'together':
      return page.t('reason.together', { names: list });
    default:
      return page.t(`reason.${kind}`);
  }
}

/** Files of a dataset that are named. */
const shownFiles = 3;
/** Decimals more than usual that are tried before two values are left to look alike. */
const moreDigits = 4;

/** As many decimals as tell the two values apart. */
function digitsOf(page: Page, { figure, unit, old_value, new_value }: MovedFigure): number | undefined {
  if (unit === 'hours' || old_value === null || new_value === null) return undefined;
  const usual = { count: 0, ratio: 1, points: figure.startsWith('satisfaction.nps') ? 1 : 2, money: 2 }[unit];
  const text = (value: number, digits: number): string => formatNumber(value, unit, page.locale, digits);
  const enough = Array.from({ length: moreDigits + 1 }, (_unused, more) => usual + more);
  return enough.find((digits) => text(old_value, digits) !== text(new_value, digits)) ?? usual;
}

function olderPeriods(page: Page, restatements: readonly Restatement[]): Html | null {
  if (restatements.length === 0) return null;
  const periods = restatements.map(({ period, moves }) => {
    const count = page.number(cellId(anchor, { period }, 'figures'), moves.length, 'count');
    return page.t('restated.more_period', { period: formatPeriod(period, page.locale), count });
  });
  return html`<p>${page.t('restated.more', { periods: joined(periods, page.say('list.items')) })}</p>\n`;
}

function uncheckedPeriods(page: Page): Html | null {
  const { unchecked } = page.data.restatements;
  if (unchecked.length === 0) return null;
  const periods = unchecked.map((period) => formatPeriod(period, page.locale)).join(page.say('list.items'));
  return html`<p class="note">${page.t('restated.unchecked', { periods })}</p>\n`;
}
