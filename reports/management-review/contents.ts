import type { Section } from '../frame.js';
import { type Html, html } from '../html.js';
import type { Page } from '../page.js';
import { marks } from './headlines.js';

/** Sections with the symbol and word of their state. */
export function renderContents(page: Page, sections: readonly Section[]): Html {
  const items = sections.map(
    (section, index) =>
      html`<li><a href="#${section.anchor}"><span class="no">${index + 1}</span> ${section.title}</a> <span class="state ${section.state}"><span aria-hidden="true">${marks[section.state]}</span> ${page.t(`section.${section.state}`)}</span></li>\n`,
  );
  return html`<nav class="contents" aria-label="${page.say('contents')}"><ol>
${items}</ol></nav>
`;
}

/** The same beside the page, where a window is wide enough for it. */
export function renderRail(page: Page, sections: readonly Section[]): Html {
  const items = sections.map(
    (section, index) => html`<li><a href="#${section.anchor}"><span class="no">${index + 1}</span> ${section.title}</a></li>\n`,
  );
  return html`<nav class="rail" aria-label="${page.say('contents.rail')}"><ol>
${items}</ol></nav>
`;
}
