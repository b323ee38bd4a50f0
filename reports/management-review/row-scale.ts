import { type Html, html } from '../html.js';

/** Width of the drawings in a column of a table, and where on it the scale begins and ends: room for half a tick label each. */
export const scaleWidth = 300;
export const scaleRange = [16, 278];

export interface ScaleTick {
  readonly text: string;
  /** Whether it is the one the drawings are to be read against. */
  readonly isSet: boolean;
}

/** The scale at the head of such a column, for equal steps, in whole percent. */
export function renderAxis(ticks: readonly number[], set: number | null): Html {
  return renderScale(ticks.map((tick) => ({ text: `${Math.round(tick * 100)}%`, isSet: set !== null && Math.abs(tick - set) < 1e-9 })));
}

/**
 * The same with any labels. As text, because Chromium prints no drawing in a repeated table head; the stylesheet gives
 * `.axis` the same proportions as scaleRange.
 */
export function renderScale(ticks: readonly ScaleTick[]): Html {
  const labels = ticks.map(({ text, isSet }) => html`<span>${isSet ? html`<b>${text}</b>` : text}</span>`);
  return html`<span class="axis" aria-hidden="true">${labels}</span>`;
}
