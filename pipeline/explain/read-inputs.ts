import { contractOf } from '../contracts/index.js';
import type { Model } from '../transform/models.js';
import { referencesOf } from '../warehouse/accounting-sql.js';
import type { CatalogueEntry } from '../warehouse/catalogue.js';
import { registerName } from '../warehouse/layout.js';
import type { ExplainedInput } from './explanation.js';
import type { Subject } from './subject.js';

/** What a published period says of its making: manifest.json. */
export interface Manifest {
  readonly product_version: string;
  readonly configuration_sha256: string;
  readonly inputs: readonly { readonly path: string; readonly sheet: string; readonly sha256: string }[];
  /** The living register as the run left it; periods published before there was one say nothing of it. */
  readonly register?: { readonly sha256: string; readonly edited: number };
}

/** Datasets whose exports a figure is made of: those its models read, or the one its account is of. */
export function datasetsRead(id: string, { labels }: Subject, models: readonly Model[]): ReadonlySet<string> {
  const { dataset } = labels;
  if (dataset !== undefined) {
    const referred = id.endsWith('.warnings') ? referencesOf(contractOf(dataset)).map(({ target }) => target) : [];
    return new Set([dataset, ...referred]);
  }
  return new Set(models.flatMap(({ reads }) => reads).flatMap((name) => (name.startsWith('raw_') ? [name.slice('raw_'.length)] : [])));
}

/** The files of those datasets as they are loaded now, in export order, beside what they were when the period was published. */
export function readInputs(entries: readonly CatalogueEntry[], datasets: ReadonlySet<string>, manifest: Manifest): ExplainedInput[] {
  const published = new Map<string, Set<string>>();
  for (const { path, sheet, sha256 } of manifest.inputs) {
    const place = placeOf(path, sheet);
    published.set(place, (published.get(place) ?? new Set()).add(sha256));
  }
  const exports = entries
    .filter(({ dataset }) => datasets.has(dataset))
    .map(({ dataset, path, sheet, sha256, read }) => {
      const before = published.get(placeOf(path, sheet));
      const since: ExplainedInput['since_published'] = before === undefined ? 'new' : before.has(sha256) ? null : 'changed';
      return { dataset, path, sheet, sha256, read, since_published: since };
    });
  return datasets.has('register') ? [...exports, ...registerInput(manifest)] : exports;
}

/** The register counts where somebody edited it. */
function registerInput({ register }: Manifest): ExplainedInput[] {
  if (register === undefined || register.edited === 0) return [];
  return [{ dataset: 'actions', path: registerName, sheet: '', sha256: register.sha256, read: register.edited, since_published: null }];
}

function placeOf(path: string, sheet: string): string {
  return `${path}\n${sheet}`;
}
