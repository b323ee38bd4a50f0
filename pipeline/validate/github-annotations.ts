import type { Finding, FindingLevel, Findings } from './findings.js';
import { inertText } from './inert-text.js';

/** Annotations of each level that GitHub shows for a step. */
const mostShown = 10;

const levels: readonly FindingLevel[] = ['error', 'warning', 'note'];
const commandOf: Readonly<Record<FindingLevel, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Workflow commands that GitHub shows beside the files: of each level as many as it shows, files as a whole first, then
 * the first row of every code in every file, so that few say the most. A notice counts what is left out.
 */
export function githubAnnotations({ validation, listed, unlisted }: Findings): string[] {
  const shown = levels.flatMap((level) => inTurn(listed.filter((finding) => finding.level === level)).slice(0, shownOf(level)));
  const left = unlisted + listed.length - shown.length;
  return [
    ...shown.map(annotation),
    ...(left === 0
      ? []
      : [`::notice title=fieldreview validate::${left} more finding(s) are not shown here; take --format json, sarif or junit for more`]),
    validation.valid ? 'valid' : 'not valid',
  ];
}

/** One notice is kept for the number of those left out. */
function shownOf(level: FindingLevel): number {
  return level === 'note' ? mostShown - 1 : mostShown;
}

/** Findings by their turn among those of one file and kind; files as a whole come before rows. */
function inTurn(findings: readonly Finding[]): Finding[] {
  const turns = new Map<string, number>();
  const ranked = findings.map((finding) => {
    const key = JSON.stringify([finding.file, finding.kind]);
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return { finding, rank: finding.dataset === '' ? -1 : turn };
  });
  return ranked.sort((one, other) => one.rank - other.rank).map(({ finding }) => finding);
}

function annotation({ kind, level, path, line, column, message }: Finding): string {
  const properties = {
    file: path,
    ...(line === null ? {} : { line }),
    ...(column === null ? {} : { col: column }),
    title: kind,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${commandOf[level]} ${written.join(',')}::${escapedText(message)}`;
}

/** As GitHub's own toolkit writes them. */
function escapedText(text: string): string {
  return inertText(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
