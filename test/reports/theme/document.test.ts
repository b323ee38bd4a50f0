import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../pipeline/package-root.js';
import { html } from '../../../reports/html.js';
import { renderDocument } from '../../../reports/theme/document.js';

const page = (company: string) =>
  renderDocument({ locale: 'zh-CN', title: company, running: [company, null], pages: '第 {page} 页，共 {pages} 页', body: html`<p>x</p>` });

describe('document', () => {
  test('allows its own stylesheet by hash and nothing else', () => {
    const text = page('A');
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(text).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`);
  });

  test('keeps hostile text inside the string of the running head', () => {
    const text = page('"}</style><script>\\');
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    expect(text).toContain('@top-left{content:"\\22 \\7d \\3c \\2f style\\3e \\3c script\\3e \\5c "}');
  });

  test('numbers its pages', () => {
    expect(page('A')).toContain('content:"第\\20 " counter(page) "\\20 页\\ff0c 共\\20 " counter(pages) "\\20 页"');
  });
});

describe('stylesheet', () => {
  const css = readFileSync(join(packageRoot, 'reports', 'theme', 'report.css'), 'utf8');
  const [light, dark] = [...css.matchAll(/:root \{([^}]*)\}/g)].map((found) => variablesOf(found[1] ?? ''));

  /** WCAG 2.2 AA for text of body size. */
  test.each([
    ['ink', 'paper'],
    ['muted', 'paper'],
    ['muted', 'band'],
    ['ink', 'band'],
    ['link', 'paper'],
    ['link', 'band'],
    ['broken', 'paper'],
    ['broken', 'band'],
    ['noted', 'paper'],
    ['noted', 'band'],
    ['ink', 'heat-0'],
    ['ink', 'heat-1'],
    ['ink', 'heat-2'],
    ['ink', 'heat-3'],
    ['heat-ink', 'heat-4'],
    ['heat-ink', 'heat-5'],
    ['ink', 'sand'],
    ['ink', 'sky'],
    ['ink', 'grid'],
    ['paper', 'blue'],
  ])('%s on %s is readable in both themes', (ink, paper) => {
    for (const theme of [light, dark]) expect(contrast(theme?.get(ink) ?? '', theme?.get(paper) ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});

function variablesOf(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((found) => [found[1] ?? '', found[2] ?? '']));
}

/** Contrast ratio of WCAG 2.2, 1.4.3. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
