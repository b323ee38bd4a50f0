/** Expressions run inside the page; they give plain data. */

/** Horizontal overflow of the page in pixels; what scrolls in its own frame does not count. */
export const overflowWidth = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Every id of the page that is used twice. */
export const repeatedIds = `
  [...document.querySelectorAll('[id]')].map((element) => element.id).filter((id, index, ids) => ids.indexOf(id) !== index)`;

/** References url(#…) within drawings that lead to no element. */
export const brokenReferences = `
  [...document.querySelectorAll('svg *')]
    .flatMap((element) => [...element.attributes].flatMap(({ value }) => /url\\(#([^)]+)\\)/.exec(value)?.[1] ?? []))
    .filter((id) => document.getElementById(id) === null)`;

export interface PrintedFigure {
  readonly id: string;
  /** Null for a dash. */
  readonly value: string | null;
  readonly text: string;
  readonly isEarlier: boolean;
}

/** Every figure printed, with its id, in all rows of the long tables. */
export const printedFigures = `
  document.querySelectorAll('.long-table > button').forEach((button) => button.click()),
  [...document.querySelectorAll('[data-figure]')].map((element) => ({
    id: element.dataset.figure,
    value: element.getAttribute('value'),
    text: element.textContent,
    isEarlier: element.dataset.period !== undefined,
  }))`;

/** Elements that reach beyond the left or right edge of the page: cut in print. */
export const cutElements = `
  [...document.querySelectorAll('body *')]
    .filter((element) => element.checkVisibility())
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.left < -1 || box.right > document.documentElement.clientWidth + 1))
    .map(({ element, box }) => element.tagName + ' ' + Math.round(box.right) + ' ' + (element.textContent ?? '').trim().slice(0, 40))`;

/** Text elements whose contrast against what lies behind them is below 4.5 to 1 (WCAG 2.2, 1.4.3). */
export const paleText = `
  (() => {
    const channels = (color) => (/rgba?\\(([^)]+)\\)/.exec(color)?.[1] ?? '0,0,0,0').split(',').map(Number);
    const luminance = ([red, green, blue]) => {
      const [r, g, b] = [red, green, blue].map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      for (let place = element; place !== null; place = place.parentElement) {
        const [red, green, blue, alpha = 1] = channels(getComputedStyle(place).backgroundColor);
        if (alpha > 0) return [red, green, blue];
      }
      return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255];
    };
    const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    return [...document.querySelectorAll('body *:not(svg *)')]
      .filter((element) => hasText(element) && element.checkVisibility())
      .map((element) => {
        const [low, high] = [luminance(channels(getComputedStyle(element).color)), luminance(behind(element))].sort((a, b) => a - b);
        return { element, contrast: (high + 0.05) / (low + 0.05) };
      })
      .filter(({ contrast }) => contrast < 4.5)
      .map(({ element, contrast }) => element.tagName + '.' + element.className + ' ' + contrast.toFixed(2) + ' ' + element.textContent.slice(0, 30));
  })()`;

/** Background of the page, as the browser computes it. */
export const paper = 'getComputedStyle(document.body).backgroundColor';

/** Every element in order, with the names of its attributes and its classes: what text must not change. */
export const skeleton = `
  [...document.querySelectorAll('*')].map((element) =>
    [element.localName, ...[...element.attributes].map(({ name }) => name).sort(), element.getAttribute('class') ?? ''].join(' '))`;

/** The page's text, shown or to be opened, without that of the elements left out. */
const textWithout = (selector: string): string => `
  (() => {
    const body = document.body.cloneNode(true);
    for (const element of body.querySelectorAll('${selector}')) element.remove();
    return body.textContent.replace(/\\r\\n?/g, '\\n');
  })()`;

/** How often a text stands in the page; drawings cut long labels and are not asked. */
export const textsOf = (text: string): string => `${textWithout('script, style, svg')}.split(${JSON.stringify(text)}).length - 1`;

/** What a text that ran would leave behind in the page's objects, and characters left that turn the direction of text. */
export const traces = `
  [...Object.keys(Object.prototype), ...(${textWithout('script, style')}.match(/[\\u202A-\\u202E\\u2066-\\u2069]/g) ?? [])]`;

/** Texts beside an isolated one that its characters have moved to its other side or turned, on the line they share. */
export const reorderedText = `
  (() => {
    const boxOf = (node, from) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, from + 1);
      return range.getBoundingClientRect();
    };
    const isSameLine = (left, right) => left.width > 0 && right.width > 0 && left.top < right.bottom - 2 && right.top < left.bottom - 2;
    const isMoved = (left, right) => isSameLine(left, right) && left.left > right.left + 1;
    const isText = (node) => node?.nodeType === 3 && node.data.trim().length > 1;
    return [...document.querySelectorAll('bdi')].filter((element) => {
      const boxes = [...element.getClientRects()];
      const { previousSibling: before, nextSibling: after } = element;
      const end = isText(before) ? before.data.trimEnd().length : 0;
      const start = isText(after) ? after.data.search(/\\S/) : 0;
      return (
        (isText(before) && (boxes.some((box) => isMoved(boxOf(before, end - 1), box)) || isMoved(boxOf(before, end - 2), boxOf(before, end - 1)))) ||
        (isText(after) && (boxes.some((box) => isMoved(box, boxOf(after, start))) || isMoved(boxOf(after, start), boxOf(after, start + 1))))
      );
    }).map((element) => element.parentElement.textContent.slice(0, 120));
  })()`;

/** Milliseconds from the start of loading to the first text or drawing painted. */
export const firstPaint = `
  new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const entry = list.getEntries().find(({ name }) => name === 'first-contentful-paint');
      if (entry === undefined) return;
      observer.disconnect();
      resolve(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  })`;
