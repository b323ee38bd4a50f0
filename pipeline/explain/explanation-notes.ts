import type { Configuration } from '../config/configuration.js';
import { configurationHash, configuredContents } from '../config/configuration-hash.js';
import { productVersion } from '../product.js';
import type { Plain } from '../warehouse/plain-value.js';
import type { ExplainedInput } from './explanation.js';
import type { Manifest } from './read-inputs.js';

/** A figure as published and as it comes out now, and on what. */
export interface Outcome {
  readonly asOf: string;
  readonly published: Plain;
  readonly now: Plain;
  readonly isReproduced: boolean;
  readonly isInWarehouse: boolean;
  /** Period whose models the warehouse holds. */
  readonly held: string | null;
  readonly inputs: readonly ExplainedInput[];
  readonly configuration: Configuration;
  readonly manifest: Manifest;
  /** Command that publishes the period again. */
  readonly again: string;
}

/** Sentences on what stands between the published figure and what is shown of it. */
export function explanationNotes(outcome: Outcome): string[] {
  const changes = changesSince(outcome);
  return [
    ...(outcome.isInWarehouse ? [] : [computedNote(outcome)]),
    ...(outcome.isReproduced ? [] : [differenceNote(outcome)]),
    ...(changes.length === 0 ? [] : [`Since the period was published: ${changes.join('; ')}.`]),
  ];
}

function computedNote({ held, asOf, again }: Outcome): string {
  const holds = held === null ? 'no period, since data was loaded after the last report' : `period ${held}`;
  return `warehouse.duckdb holds ${holds}: what follows was computed in memory as of ${asOf}. For the SQL to give it in another client: ${again}`;
}

function differenceNote({ isInWarehouse, again, ...values }: Outcome): string {
  const [published, now] = [values.published, values.now].map((value) => (value === null ? 'none' : JSON.stringify(value)));
  return isInWarehouse
    ? `figures.json says ${published}, the warehouse it was published with gives ${now}: the file, or the definition, has been changed. To restate: ${again}`
    : `Published ${published}, with today's data ${now}. To restate: ${again}`;
}

function changesSince({ inputs, configuration, manifest }: Outcome): string[] {
  const counted = (since: ExplainedInput['since_published'], done: string): string[] => {
    const files = inputs.filter((input) => input.since_published === since).length;
    return files === 0 ? [] : [`${files} file(s) of its inputs ${done}`];
  };
  const isConfigured = manifest.configuration_sha256 === configurationHash(configuration, configuredContents(configuration));
  return [
    ...counted('new', 'loaded'),
    ...counted('changed', 'changed'),
    ...(isConfigured ? [] : ['the configuration, policy or calendar changed']),
    ...(manifest.product_version === productVersion ? [] : [`version ${manifest.product_version} became ${productVersion}`]),
  ];
}
