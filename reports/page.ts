import type { Content, Html } from './html.js';
import { escapeHtml, html, Html as Markup } from './html.js';
import { definitionFamily } from './locales/definition-families.js';
import type { MessageKey } from './locales/index.js';
import { messages } from './locales/index.js';
import type { ReportData, Unit } from './management-review/report-data.js';
import type { DrawCharts } from './theme/charts.js';
import { formatDifference, formatHours, formatNumber, type Locale } from './theme/formats.js';
import { isolated } from './theme/mark-label.js';

/** Below this many cases a rate is not shown as a percentage (report.md, Voice). */
export const fewest = 10;

/** What every part of a page draws on: the data, the language, the charts, and the figures shown so far. */
export class Page {
  /** Families of the figures printed: the page defines these. */
  readonly shownFamilies = new Set<string>();

  constructor(
    readonly data: ReportData,
    readonly locale: Locale,
    readonly draw: DrawCharts,
  ) {}

  /** The message as markup; values are escaped, markup values kept. */
  t(key: MessageKey, values: Readonly<Record<string, Content>> = {}): Html {
    const text = escapeHtml(messages[this.locale][key]);
    return new Markup(
      text.replace(placeholder, (_, name: string, one?: string, many?: string) => {
        const value = values[name];
        if (one !== undefined) return (quantityOf(value) === 1 ? one : many) ?? '';
        return html`${typeof value === 'number' ? this.counted(value) : value}`.markup;
      }),
    );
  }

  /** The message as plain text, for labels. */
  say(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
    return messages[this.locale][key].replace(placeholder, (_, name: string, one?: string, many?: string) => {
      const value = values[name] ?? '';
      if (one !== undefined) return (value === 1 ? one : many) ?? '';
      return typeof value === 'number' ? this.counted(value) : value;
    });
  }

  /** The word for a code (`class.batch`), the code itself where there is none. */
  term(family: string, code: string): Html {
    return this.hasTerm(family, code) ? html`${this.termText(family, code)}` : dataText(code);
  }

  termText(family: string, code: string): string {
    const catalog: Readonly<Record<string, string>> = messages[this.locale];
    return (this.hasTerm(family, code) ? catalog[`${family}.${code}`] : undefined) ?? code;
  }

  /** A figure of the period; a dash where it has no value or does not exist. */
  figure(id: string, digits?: number): Html {
    const found = this.data.figures.get(id);
    return this.number(id, found?.value ?? null, found?.unit ?? 'count', { digits: digits ?? digitsOf(id) });
  }

  /** A number of a table row, with the id of the figure it is; `periodsBack` when it belongs to an earlier period. */
  number(id: string, value: number | null, unit: Unit, options: { digits?: number | undefined; periodsBack?: number } = {}): Html {
    this.shownFamilies.add(definitionFamily(id));
    const period = options.periodsBack ? html` data-period="${this.periodName(options.periodsBack)}"` : null;
    if (value === null) return html`<span class="none"${this.reference(id)}${period}>—</span>`;
    const text = formatNumber(value, unit, this.locale, options.digits ?? digitsOf(id));
    return new Markup(html`<data value="${value}"${this.reference(id)}${period}>${text}</data>`.markup, value);
  }

  /**
   * Where a number comes from: `data-figure` names a figure or a table cell of figures.json, `data-source` what stands
   * elsewhere (a target, the manifest, a table of tables/).
   */
  reference(id: string): Html {
    const isPublished = this.data.figures.has(id) || publishedCell.test(id);
    return isPublished ? html` data-figure="${id}"` : html` data-source="${id}"`;
  }

  /** A rate; where n < 10 k/n and 样本过少, in brackets within a sentence. */
  rate(id: string, value: number | null, hits: Quantity, total: Quantity, options: RateOptions = {}): Html {
    const { periodsBack = 0 } = options;
    if (value === null || total.value === null || total.value >= fewest) return this.number(id, value, 'ratio', { periodsBack });
    // Where the metric names no hits they are the rate's numerator, which is whole.
    const k = hits.value ?? Math.round(value * total.value);
    const counts = html`${this.number(hits.id, k, 'count', { periodsBack })}/${this.number(total.id, total.value, 'count', { periodsBack })}`;
    if (options.isInSentence) return html`${counts}${this.say('bracket.open')}${this.say('few')}${this.say('bracket.close')}`;
    return html`<span class="few">${this.t('few')} ${counts}</span>`;
  }

  /** A probability to three decimals; what would round to nothing is said to be smaller. */
  probability(id: string, value: number | null): Html {
    if (value === null || value >= 0.0005) return this.number(id, value, 'points', { digits: 3 });
    this.shownFamilies.add(definitionFamily(id));
    return html`<data value="${value}"${this.reference(id)}>&lt; 0.001</data>`;
  }

  /** A length of time given in minutes. */
  duration(id: string, minutes: number | null): Html {
    if (minutes === null) return html`<span class="none">—</span>`;
    this.shownFamilies.add(definitionFamily(id));
    return html`<data value="${minutes}"${this.reference(id)}>${formatHours(minutes / 60, this.locale)}</data>`;
  }

  difference(id: string, value: number, unit: Unit, digits?: number): Html {
    return html`<data value="${value}" data-difference="${id}">${formatDifference(value, unit, this.locale, digits ?? digitsOf(id))}</data>`;
  }

  target(id: string, value: number, unit: Unit): Html {
    const isWholePercent = unit === 'ratio' && Math.abs(value * 100 - Math.round(value * 100)) < 1e-9;
    return html`<data value="${value}" data-source="targets.${id}">${formatNumber(value, unit, this.locale, isWholePercent ? 0 : digitsOf(id))}</data>`;
  }

  /** A product, team or other member of a dimension, `（未填）` where none is given. */
  member(name: string): Html {
    return name === '' ? this.t('member.none') : dataText(name);
  }

  /** The same as plain text, for what marks say. */
  memberText(name: string): string {
    return name === '' ? this.say('member.none') : isolated(name);
  }

  periodName(periodsBack: number): string {
    return this.data.tables.periods.find((row) => row.periods_back === periodsBack)?.period ?? String(-periodsBack);
  }

  /** Value of a figure, null where it does not exist. */
  value(id: string): number | null {
    return this.data.figures.get(id)?.value ?? null;
  }

  /** Numbers in sentences that are no figures count what the page lists. */
  private counted(count: number): string {
    return formatNumber(count, 'count', this.locale);
  }

  private hasTerm(family: string, code: string): boolean {
    return Object.hasOwn(messages[this.locale], `${family}.${code}`);
  }
}

interface RateOptions {
  readonly periodsBack?: number;
  readonly isInSentence?: boolean;
}

export interface Quantity {
  readonly id: string;
  readonly value: number | null;
}

/** Text from the exports: kept apart from the text around it, whatever its writing direction. */
export function dataText(text: string | null): Html {
  return text === null || text === '' ? html`<span class="none">—</span>` : html`<bdi>${text}</bdi>`;
}

/** Id of a figure by dimension: `\` escapes `[ ] = \` (interface.md). */
export function figureId(id: string, dimension: string, member: string): string {
  return dimension === '' ? id : `${id}[${dimension}=${escapeMember(member)}]`;
}

/** Id of one cell: `tables.defects[group_id=…].rate` in figures.json, or without `tables.` a table of the folder tables/. */
export function cellId(table: string, key: Readonly<Record<string, string>>, column: string): string {
  const parts = Object.entries(key).map(([name, value]) => `[${name}=${escapeMember(value)}]`);
  return `${table}${parts.join('')}.${column}`;
}

/** NPS is printed with one decimal, scores with two. */
function digitsOf(id: string): number | undefined {
  return /\bnps(?:_margin)?\b/.test(id) ? 1 : undefined;
}

function escapeMember(member: string): string {
  return member.replace(/[[\]=\\]/g, (character) => `\\${character}`);
}

function quantityOf(value: Content): number | null {
  if (typeof value === 'number') return value;
  return value instanceof Markup ? value.quantity : null;
}

/** The tables of figures.json. */
const publishedCell = /^tables\.(?:defects|emerging|breaches)\[/;

/** `{name}`, or `{name#one|many}` by the number. */
const placeholder = /\{(\w+)(?:#([^|}]*)\|([^}]*))?\}/g;
