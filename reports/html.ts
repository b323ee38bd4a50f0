/** Text that is markup already; everything else is escaped where it is put in. */
export class Html {
  constructor(
    readonly markup: string,
    /** The number behind it, where it prints one: chooses singular or plural in a sentence. */
    readonly quantity: number | null = null,
  ) {}
}

export type Content = Html | string | number | null | undefined | readonly Content[];

/** Markup with its values escaped; lists are put in one after the other, null leaves nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  const parts = strings.map((part, index) => part + (index < values.length ? markupOf(values[index], part) : ''));
  return new Html(parts.join(''));
}

/** Contents one after the other with a separator between, empty ones left out. */
export function joined(contents: readonly Content[], separator: Content): Html {
  const parts = contents.map((content) => markupOf(content)).filter((part) => part !== '');
  return new Html(parts.join(markupOf(separator)));
}

/** Text for markup and quoted attributes. Control characters that HTML forbids become U+FFFD. */
export function escapeHtml(text: string): string {
  return text.replace(forbidden, '\uFFFD').replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/**
 * Text as it is shown. Characters that would turn the direction of the text after them are written out, `[U+202E]`: one
 * that ends an isolate ends that of its element too. What they are in an attribute stays, so that identifiers can be copied.
 */
export function shownText(text: string): string {
  return text
    .replace(forbidden, '\uFFFD')
    .replace(directions, (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}]`);
}

/** `before`: what stands before it in the template. */
function markupOf(content: Content, before = ''): string {
  if (content === null || content === undefined) return '';
  if (content instanceof Html) return content.markup;
  if (typeof content === 'object') return content.map((item) => markupOf(item, before)).join('');
  const text = String(content);
  return escapeHtml(attributeStart.test(before) ? text : shownText(text));
}

const attributeStart = /="[^"<>]*$/;

/** Embeddings, overrides and isolates of the bidirectional algorithm, and what ends them. */
const directions = /[\u202A-\u202E\u2066-\u2069]/g;

/** Control characters but tab and line ends, unpaired surrogates, and two code points that are no characters. */
const forbidden = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
