import { setImmediate as nextTurn } from 'node:timers/promises';
import { escapeHtml, Html, shownText } from '../html.js';
import { textWidth } from './text-width.js';
import { vegaConfig } from './vega-config.js';

/** A Vega-Lite specification as plain data. Rows come in the data set named `rows`. */
export type ChartSpec = Readonly<Record<string, unknown>>;
export type ChartRow = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

interface Drawing {
  /** Makes ids in the drawing unique on the page. */
  readonly id: string;
  readonly rows: readonly ChartRow[];
  /** Text summary, read aloud instead of the drawing; empty where the text beside it says the same. */
  readonly label: string;
}

/** Draws the specification once for each drawing. It is compiled once wherever it is drawn, so a drawing per table row costs little. */
export type DrawCharts = (spec: ChartSpec, drawings: readonly Drawing[]) => Promise<Html[]>;

/** Loads Vega, which takes a third of a second, and returns what draws with it. */
export async function loadCharts(): Promise<DrawCharts> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  measureText(vega as unknown as TextMeasuring);
  const compile = (spec: ChartSpec) =>
    vega.parse(vegaLite.compile({ ...spec, data: { name: 'rows' } } as never, { config: vegaConfig }).spec);
  const runtimes = new Map<string, ReturnType<typeof compile>>();
  return async (spec, drawings) => {
    const key = JSON.stringify(spec);
    const runtime = runtimes.get(key) ?? compile(spec);
    runtimes.set(key, runtime);
    const drawn: Html[] = [];
    for (const drawing of drawings) {
      const view = new vega.View(runtime, { renderer: 'none' }).data('rows', drawing.rows.map(shownRow));
      drawn.push(pageSvg(await view.toSVG(), drawing));
      view.finalize();
      // Vega waits for nothing: without a turn of the loop the engine would get its next statement when the last chart is drawn.
      await nextTurn();
    }
    return drawn;
  };
}

/**
 * A copy, since vega writes into its rows; texts as the page shows them, for a drawing has no element to isolate them. What
 * marks say isolates its own (theme/mark-label.ts).
 */
function shownRow(row: ChartRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && !name.endsWith('says') ? shownText(value) : structuredClone(value),
    ]),
  );
}

/** Exported by vega, but not by its types. */
interface TextMeasuring {
  readonly textMetrics: { width: unknown };
}

interface TextItem {
  readonly fontSize?: number | null;
  readonly fontWeight?: string | number | null;
}

/** vega-scenegraph looks the measure up in this object on each use; the hook is there for hosts without a canvas. */
function measureText({ textMetrics }: TextMeasuring): void {
  textMetrics.width = (item: TextItem, text: unknown): number =>
    textWidth(String(text ?? ''), item.fontSize ?? 11, item.fontWeight === 'bold' || Number(item.fontWeight) >= 600);
}

/** Vega's drawing as it stands in the page: named for readers, ids unique, what only Vega's own scripts need left out. */
function pageSvg(svg: string, { id, label }: Drawing): Html {
  const [, width = '0', height = '0'] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const name = label === '' ? 'aria-hidden="true"' : `role="img" aria-label="${escapeHtml(label)}"`;
  const open = `<svg ${name} width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
  const body = svg
    .replace(/^<svg[^>]*>/, '')
    .replace(/<path class="(?:background|foreground)"[^>]*\/>/g, '')
    // Vega escapes < and > in text and attributes alike, so this meets tags only.
    .replace(/<[^>]*>/g, (tag) => plainTag(tag, id));
  return new Html(open + body);
}

function plainTag(tag: string, id: string): string {
  // What a mark says of itself (mark-label.ts): text, in which nothing else is to be replaced.
  const [label = '', text] = / aria-label="([^"]*)"/.exec(tag) ?? [];
  const says = text === undefined || text === '' ? '' : ` data-mark="${text}"`;
  return (
    tag
      .replace(label, '')
      .replace(/ (?:class|role|aria-[a-z]+|pointer-events|stroke-miterlimit|font-family)="[^"]*"/g, '')
      // A thousandth of a pixel is enough.
      .replace(/\d+\.\d{4,}/g, (number) => String(Number(Number(number).toFixed(3))))
      .replace(/ id="([^"]*)"/g, ` id="${id}-$1"`)
      .replace(/url\(#([^)]*)\)/g, `url(#${id}-$1)`)
      .replace(/(?=\/?>$)/, () => says)
  );
}
