/**
 * Text of the data for reports that other programs read: control characters but for the line feed, lone surrogates, code
 * points that are no characters, separators of lines and overrides of direction become U+FFFD. XML 1.0 can hold the rest.
 */
export function inertText(text: string): string {
  return text.replace(/[^\P{Cc}\n]|[\p{Cs}\u{fffe}\u{ffff}\u{2028}\u{2029}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu, '\u{fffd}');
}
