import { type Html, html } from '../html.js';
import { cellId, dataText, fewest, figureId, type Page } from '../page.js';
import { judgeChange, renderChange, rulesText } from './change.js';
import { groupName, isActive, sortedGroups } from './defect-order.js';
import type { ControlLimits } from './report-data.js';
import { seriesOf } from './series.js';
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

/** By rule, in order: decisions due, confirmed batch problems without an owner, promises broken, signals, then what stayed calm. */
export function planHeadlines(page: Page): Headline[] {
  const rules = [decisionsDue, batchProblems, promisesBroken, signals, calmSatisfaction];
  const headlines = rules.flatMap((rule) => rule(page));
  return headlines.filter(({ subject }, index) => headlines.findIndex((other) => other.subject === subject) === index).slice(0, most);
}

export function renderHeadlines(page: Page, headlines: readonly Headline[], numbers: ReadonlyMap<string, number>, isWhole: boolean): Html {
  if (headlines.length === 0)
    return html`<section class="headlines" aria-label="${page.say('headlines')}"><p>${page.t('headline.none')}${isWhole ? null : page.t('headline.partial')}</p></section>\n`;
  const items = headlines.map(
    (headline) =>
      html`<li class="${headline.severity}"><span class="mark" aria-hidden="true">${marks[headline.severity]}</span><span>${headline.text} <a class="ref" href="#${headline.section}">§ ${numbers.get(headline.section)}</a></span></li>\n`,
  );
  return html`<section class="headlines" aria-label="${page.say('headlines')}"><ol>
${items}</ol></section>
`;
}

export const marks = { broken: '▲', signal: '◆', calm: '○', no_data: '—' } as const;

function decisionsDue(page: Page): Headline[] {
  const subject = 'actions.overdue';
  if ((page.value(subject) ?? 0) === 0) return [];
  return [{ section: 'defects', severity: 'broken', subject, text: page.t('headline.actions_overdue', { overdue: page.figure(subject) }) }];
}

function batchProblems(page: Page): Headline[] {
  const groups = sortedGroups(page.data.tables.defect_groups ?? []).filter(
    (group) => isActive(group) && group.class === 'batch' && group.confidence === 'confirmed' && group.is_assigned !== true,
  );
  return groups.slice(0, 2).map((group) => {
    const cell = (column: 'rate' | 'affected' | 'denominator' | 'rate_low' | 'rate_high') =>
      page.number(cellId('defects', 'group_id', group.group_id, column), group[column], column.startsWith('rate') ? 'ratio' : 'count');
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
      const before = seriesOf(page.data, id('compliance')).at(-2)?.value ?? null;
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
            before === null
              ? null
              : page.t('headline.before', {
                  before: page.say(`before.${page.data.header.kind}`),
                  value: page.number(id('compliance'), before, 'ratio', { periodsBack: 1 }),
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
    const now = limits.points.find((point) => point.periods_back === 0);
    const n = seriesOf(page.data, limits.series).at(-1)?.n ?? fewest;
    if (!now || now.value === null || now.signals.length === 0 || n < fewest) return [];
    const unit = page.data.figures.get(limits.series)?.unit ?? 'count';
    const text = page.t('headline.signal', {
      name: seriesName(page, limits),
      value: page.number(limits.series, now.value, unit),
      rules: rulesText(page, now, limits.centre),
    });
    return [{ section: sectionOf(limits.series), severity: 'signal' as const, text, subject: limits.series }];
  });
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
