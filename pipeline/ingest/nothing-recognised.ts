import { resolve } from 'node:path';
import { exitCodes, UserError } from '../errors.js';
import { printable } from '../printable.js';
import type { CatalogueEntry } from '../warehouse/catalogue.js';
import type { Ingest } from './ingest.js';

/** Files and reasons named before the rest is only counted. */
const mostNamed = 5;

/**
 * Throws UserError (exit 3) where a load brings nothing, so that a wrong folder is not published as a month without cases: nothing is
 * loaded, now or before, or every file of the inputs fits no dataset. Inputs without any file may add nothing to what was loaded
 * before: files may be taken away once they are loaded.
 */
export function refuseNothingRecognised({ entries, found, inputs, ignored }: Ingest): void {
  const isLoaded = entries.some(({ dataset }) => dataset !== '');
  if (isLoaded && (found.length === 0 || inputs.some(({ hasExports }) => hasExports))) return;
  const paths = new Set(found.map(({ full_path }) => full_path));
  throw new UserError(
    [
      `No file was recognised as an export; nothing was loaded or published${isLoaded ? ', what was loaded before stays as it is' : ''}.`,
      ...inputs.map(({ input, files }) => `Looked in ${resolve(input)}: ${files} file(s) with the ending of an export (${endings}).`),
      ...reasonLines(entries.filter((entry) => paths.has(entry.full_path))),
      ...(ignored.length === 0 ? [] : [`  ${firstOf(ignored)}: ignored for the ending`]),
      'If this is the right place: fieldreview map FILE proposes the mapping that an export of another system needs, for fieldreview.yaml;',
      'fieldreview init DIR makes a folder with empty exports, which show the headers and names expected.',
    ]
      .map(printable)
      .join('\n'),
    exitCodes.data,
  );
}

const endings = '.csv, .tsv, .csv.gz, .xlsx, .parquet';

/** Each reason with the first files it keeps out. */
function reasonLines(entries: readonly CatalogueEntry[]): string[] {
  const reasons = [...new Set(entries.map(({ reason }) => reason))];
  const lines = reasons.slice(0, mostNamed).map((reason) => {
    const files = entries.filter((entry) => entry.reason === reason).map(({ path, sheet }) => (sheet === '' ? path : `${path}[${sheet}]`));
    return `  ${firstOf(files)}: ${reason}`;
  });
  return [...lines, ...(reasons.length > mostNamed ? [`  … and ${reasons.length - mostNamed} more reasons`] : [])];
}

function firstOf(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
