import { describe, expect, test } from 'vitest';
import { escapeHtml, html, joined } from '../../reports/html.js';

describe('html', () => {
  test('escapes every value but markup', () => {
    expect(html`<p title="${'a"b'}">${'<b>&'} ${html`<i>x</i>`}</p>`.markup).toBe('<p title="a&quot;b">&lt;b&gt;&amp; <i>x</i></p>');
  });

  test('puts lists one after the other and leaves nothing for null', () => {
    expect(html`[${['<', html`<br>`]}${null}${undefined}${0}]`.markup).toBe('[&lt;<br>0]');
  });

  test('joins what is not empty', () => {
    expect(joined(['a', null, '', 'b'], ' & ').markup).toBe('a &amp; b');
  });

  test('replaces what HTML forbids, and keeps line ends and pictographs', () => {
    expect(escapeHtml('a\u0000b\u0085\uD800c\uFFFEd\t\n😀')).toBe('a\uFFFDb\uFFFD\uFFFDc\uFFFDd\t\n😀');
  });
});
