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
  const parts = strings.map((part, index) => part + (index < values.length ? markupOf(values[index]) : ''));
  return new Html(parts.join(''));
}

/** Contents one after the other with a separator between, empty ones left out. */
export function joined(contents: readonly Content[], separator: Content): Html {
  const parts = contents.map(markupOf).filter((part) => part !== '');
  return new Html(parts.join(markupOf(separator)));
}

/** Text for markup and quoted attributes. Control characters that HTML forbids become U+FFFD. */
export function escapeHtml(text: string): string {
  return text.replace(forbidden, '\uFFFD').replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function markupOf(content: Content): string {
  if (content === null || content === undefined) return '';
  if (content instanceof Html) return content.markup;
  if (typeof content === 'object') return content.map(markupOf).join('');
  return escapeHtml(String(content));
}

/** Control characters but tab and line ends, unpaired surrogates, and two code points that are no characters. */
const forbidden = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
