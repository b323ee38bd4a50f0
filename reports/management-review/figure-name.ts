import { type Html, html } from '../html.js';
import { definitionFamily } from '../locales/definition-families.js';
import { dataText, type Page } from '../page.js';

/** Name of a figure outside its section: 首次响应达标率（处理组：华东二组）. */
export function figureName(page: Page, id: string): Html {
  const [plain = id] = id.split('[');
  const [family = '', member = ''] = plain.split('.');
  const name = page.term('name', definitionFamily(plain));
  const owner = definitionFamily(plain).includes('*') ? page.term(family === 'sla' ? 'clock' : 'measure', member) : null;
  return html`${owner}${owner === null ? null : page.say('word.gap')}${name}${dimensionText(page, id)}`;
}

/** `[team=…]` in words; `\` escapes `[ ] = \` (interface.md). */
function dimensionText(page: Page, id: string): Html | null {
  const [, dimension, escaped = ''] = /\[(\w+)=((?:\\.|[^\]\\])*)\]$/s.exec(id) ?? [];
  if (dimension === undefined) return null;
  const value = escaped.replace(/\\(.)/gs, '$1');
  const name = dimension === 'priority' ? page.term('priority', value) : dataText(value);
  const member = value === '' ? page.t('member.none') : name;
  return html`${page.say('bracket.open')}${page.term('dimension', dimension)}${page.say('colon')}${member}${page.say('bracket.close')}`;
}
