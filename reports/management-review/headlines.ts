import type { Section } from '../frame.js';
import { Html, html, joined } from '../html.js';
import { dataText, fewest, figureId, type Page } from '../page.js';
import { actionName, overdueDays } from './action-words.js';
import { judgeChange, renderChange, rulesText } from './change.js';
import { groupCell, groupName, isActive, sortedGroups } from './defect-order.js';
import { emergingNumber, pairName, worstEmerging } from './emerging.js';
import type { ControlLimits } from './report-data.js';
import type { ActionRow, DefectGroupRow } from './report-tables.js';
import { isCorrection, restatementFinding } from './restatements-section.js';
import { pointNow, renderPoint, seriesOf } from './series.js';
import { brokenClocks, worstTeam } from './sla-order.js';
import { tileFigures } from './tiles.js';

/** A sentence of the first page and the section it comes from. */
export interface Headline {
  readonly section: string;
  readonly severity: 'broken' | 'signal' | 'calm';
  readonly text: Html;
  /** Figure or group it is about: said once. */
  readonly subject: string;
}

/** Sentences at most (report.md, Voice). */
const most = 5;

/**
 * By rule, in order: decisions due, important groups without an action, promises broken, emerging faults, signals, figures
 * restated, then what stayed calm. Each rule says its first sentence before any says its second, so that one bad matter does not hide the others.
 */
export function planHeadlines(page: Page): Headline[] {
  const rules = [overdueActions, batchProblems, unassignedGroups, promisesBroken, emergingFaults, signals, restated, calmSatisfaction];
  const ranked = rules.flatMap((rule, order) => rule(page).map((headline, place) => ({ headline, order, place })));
  const chosen = ranked
    .filter(({ headline }, index) => ranked.findIndex((other) => other.headline.subject === headline.subject) === index)
    .sort((one, other) => one.place - other.place || one.order - other.order)
    .slice(0, most);
  return chosen.sort((one, other) => one.order - other.order || one.place - other.place).map(({ headline }) => headline);
}

/** The sentences, or that there are none; then which sections have no data for want of which exports. */
export function renderHeadlines(page: Page, headlines: readonly Headline[], sections: readonly Section[]): Html {
  const numbers = new Map(sections.map((section, index) => [section.anchor, index + 1]));
  const none =
    headlines.length === 0
      ? html`<li><span class="mark" aria-hidden="true">${marks.calm}</span><span>${page.t('headline.none')}</span></li>\n`
      : null;
  const items = headlines.map(
    (headline) =>
      html`<li class="${headline.severity}"><span class="mark" aria-hidden="true">${marks[headline.severity]}</span><span>${headline.text} <a class="ref" href="#${headline.section}">§ ${numbers.get(headline.section)}</a></span></li>\n`,
  );
  return html`<section class="headlines" aria-label="${page.say('headlines')}"><ol>
${items}${none}${missingSections(page, sections)}</ol></section>
`;
}

export const marks = { broken: '▲', signal: '◆', calm: '○', no_data: '—' } as const;

function missingSections(page: Page, sections: readonly Section[]): Html | null {
  const numbers = sections.flatMap((section, index) => (section.state === 'no_data' ? [`${index + 1}`] : []));
  if (numbers.length === 0) return null;
  const absent = page.data.accounting.datasets.filter((row) => row.read === 0).map((row) => page.term('dataset', row.dataset));
  const text = page.t(absent.length === 0 ? 'headline.sections_empty' : 'headline.sections_missing', {
    sections: numbers.join(page.say('list.items')),
    datasets: joined(absent, page.say('list.items')),
  });
  return html`<li class="calm"><span class="mark" aria-hidden="true">${marks.no_data}</span><span>${text} <a class="ref" href="#data">§ ${sections.length}</a></span></li>\n`;
}

/** Decisions due: actions overdue, the longest first, and those gone from the register. */
function overdueActions(page: Page): Headline[] {
  const actions = page.data.tables.actions ?? [];
  const latest = actions.find((action) => action.is_overdue);
  const gone = actions.filter((action) => action.is_missing);
  const parts = [
    latest === undefined
      ? null
      : page.t('headline.actions_overdue', {
          overdue: page.figure('actions.overdue'),
          days: overdueDays(page, latest),
          action: actionName(page, latest),
        }),
    goneText(page, gone),
  ];
  const text = joined(parts, page.say('sentence.gap'));
  return text.markup === '' ? [] : [{ section: 'actions', severity: 'broken', subject: 'actions.overdue', text }];
}

/** Named, of more than two the first two. */
function goneText(page: Page, gone: readonly ActionRow[]): Html | null {
  const named = gone.slice(0, 2).map((action) => dataText(action.action_id));
  if (named.length === 0) return null;
  const names = joined(named, page.say('list.items'));
  if (gone.length > named.length) return page.t('headline.actions_gone_more', { actions: names, missing: page.figure('actions.missing') });
  return page.t('headline.actions_gone', { actions: new Html(names.markup, gone.length) });
}

/** Important groups that no sentence of their own names. */
function unassignedGroups(page: Page): Headline[] {
  const subject = 'actions.unassigned';
  const named = batchProblems(page).length;
  if ((page.value(subject) ?? 0) <= named) return [];
  const others = sortedGroups(page.data.tables.defect_groups ?? []).filter(
    (group) => group.info_class === 'important' && group.is_assigned === false && !isConfirmedBatch(group),
  );
  const text = page.t('headline.unassigned_groups', { groups: page.figure(subject), first: firstUnassigned(page, others[0]) });
  return [{ section: 'defects', severity: 'signal', subject, text }];
}

function firstUnassigned(page: Page, group: DefectGroupRow | undefined): Html | null {
  if (group === undefined) return null;
  const count = (column: 'affected' | 'denominator') => page.number(groupCell(group, column), group[column], 'count');
  const counts = group.rate === null ? null : page.t('headline.counts', { affected: count('affected'), denominator: count('denominator') });
  return page.t('headline.unassigned_first', { group: groupName(page, group), counts });
}

function isConfirmedBatch(group: DefectGroupRow): boolean {
  return isActive(group) && group.class === 'batch' && group.confidence === 'confirmed';
}

function emergingFaults(page: Page): Headline[] {
  const worst = worstEmerging(page);
  if (worst === null) return [];
  const text = page.t('headline.emerging', {
    pair: pairName(worst),
    count: emergingNumber(page, worst, 'count'),
    expected: emergingNumber(page, worst, 'expected'),
    flagged: page.figure('emerging.flagged'),
    tested: page.figure('emerging.tested'),
  });
  return [{ section: 'quality', severity: 'signal', subject: 'emerging', text }];
}

function batchProblems(page: Page): Headline[] {
  const groups = sortedGroups(page.data.tables.defect_groups ?? []).filter(
    (group) => isConfirmedBatch(group) && group.is_assigned !== true,
  );
  return groups.slice(0, 2).map((group) => {
    const cell = (column: 'rate' | 'affected' | 'denominator' | 'rate_low' | 'rate_high') =>
      page.number(groupCell(group, column), group[column], column.startsWith('rate') ? 'ratio' : 'count');
    const isFew = group.denominator !== null && group.denominator < fewest;
    return {
      section: 'defects',
      severity: 'signal',
      subject: group.group_id,
      text: page.t(isFew ? 'headline.batch_few' : 'headline.batch', {
        group: groupName(page, group),
        rate: cell('rate'),
        affected: cell('affected'),
        denominator: cell('denominator'),
        low: cell('rate_low'),
        high: cell('rate_high'),
        threshold: page.target('defects.threshold', page.data.settings.defect_threshold, 'ratio'),
        owner: group.is_assigned === false ? page.t('headline.unassigned') : null,
      }),
    };
  });
}

function promisesBroken(page: Page): Headline[] {
  return brokenClocks(page.data)
    .slice(0, 2)
    .map(({ row, target }) => {
      const id = (column: string) => `sla.${row.clock}.${column}`;
      const before = seriesOf(page.data, id('compliance')).at(-2);
      const worst = worstTeam(page.data, row.clock);
      return {
        section: 'sla',
        severity: 'broken',
        subject: id('compliance'),
        text: page.t('headline.sla', {
          clock: page.term('clock', row.clock),
          rate: page.rate(id('compliance'), row.compliance, { id: id('met'), value: row.met }, { id: id('due'), value: row.due }),
          target: target === null ? null : page.t('headline.target', { target: page.target(id('compliance'), target, 'ratio') }),
          before:
            before === undefined || before.value === null
              ? null
              : page.t('headline.before', {
                  before: page.say(`before.${page.data.header.kind}`),
                  value: renderPoint(page, id('compliance'), before, 'ratio', true),
                }),
          breached: page.number(id('breached'), row.breached, 'count'),
          team:
            worst === null
              ? null
              : page.t('headline.team', {
                  team: dataText(worst.member),
                  breached: page.number(figureId(id('breached'), 'team', worst.member), worst.breached, 'count'),
                }),
        }),
      };
    });
}

/** Signals of the period, the tiles' figures first; none where the rate has too few cases. */
function signals(page: Page): Headline[] {
  const first = [...tileFigures(), 'satisfaction.effect.mean'];
  const place = (series: string) => (first.includes(series) ? first.indexOf(series) : first.length);
  const ordered = [...page.data.control_limits].sort((one, other) => place(one.series) - place(other.series));
  return ordered.flatMap((limits) => {
    const now = pointNow(limits);
    const n = seriesOf(page.data, limits.series).at(-1)?.n ?? fewest;
    if (!now || now.value === null || now.signals.length === 0 || n < fewest) return [];
    const unit = page.data.figures.get(limits.series)?.unit ?? 'count';
    const text = page.t('headline.signal', {
      name: seriesName(page, limits),
      value: page.number(limits.series, now.value, unit),
      rules: rulesText(page, now, limits.centre),
    });
    return [{ section: sectionOf(limits.series), severity: 'signal' as const, text, subject: subjectOf(limits.series) }];
  });
}

/** Published figures that moved, this report's first; what changed since a provisional report was to be expected. */
function restated(page: Page): Headline[] {
  const { own, earlier } = page.data.restatements;
  return [...(own === null ? [] : [own]), ...earlier].filter(isCorrection).map((restatement) => ({
    section: 'restatements',
    severity: 'signal',
    text: page.t('headline.restated', { finding: restatementFinding(page, restatement) }),
    subject: `restatements.${restatement.period}`,
  }));
}

function calmSatisfaction(page: Page): Headline[] {
  const id = 'satisfaction.effect.csat';
  const n = page.value('satisfaction.effect.n') ?? 0;
  if (n < fewest || judgeChange(page, id).kind !== 'within') return [];
  const text = page.t('headline.csat', {
    rate: page.figure(id),
    n: page.figure('satisfaction.effect.n'),
    low: page.figure(`${id}_low`),
    high: page.figure(`${id}_high`),
    change: renderChange(page, id, 'ratio'),
  });
  return [{ section: 'satisfaction', severity: 'calm', text, subject: id }];
}

/** Mean and share of one measure say the same thing twice. */
function subjectOf(series: string): string {
  return series.startsWith('satisfaction.') ? series.replace(/\.mean$/, '.csat') : series;
}

function seriesName(page: Page, limits: ControlLimits): Html {
  const [family = '', member = '', column = ''] = limits.series.split('.');
  if (family === 'sla') return html`${page.term('clock', member)}${page.say('word.gap')}${page.say('word.compliance')}`;
  if (family === 'satisfaction') return html`${page.term('measure', member)}${page.say('word.gap')}${page.term('word', column)}`;
  return page.term('tile', limits.series);
}

function sectionOf(series: string): string {
  const [family = ''] = series.split('.');
  if (family === 'sla' || family === 'satisfaction' || family === 'defects') return family;
  return 'service';
}
