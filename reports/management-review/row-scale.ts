import { type Html, html } from '../html.js';

/** Width of the drawings in a column of a table, and where on it the scale begins and ends: room for half a tick label each. */
export const scaleWidth = 300;
export const scaleRange = [16, 278];

/**
 * The scale at the head of such a column, for equal steps. As text, because Chromium prints no drawing in a repeated table
 * head; the stylesheet gives `.axis` the same proportions as scaleRange.
 */
export function renderAxis(ticks: readonly number[], set: number | null): Html {
  const labels = ticks.map((tick) => {
    const text = `${Math.round(tick * 100)}%`;
    return html`<span>${set !== null && Math.abs(tick - set) < 1e-9 ? html`<b>${text}</b>` : text}</span>`;
  });
  return html`<span class="axis" aria-hidden="true">${labels}</span>`;
}
