import type { Mapping } from './mapping.js';
import type { WrittenMapping } from './mapping-schema.js';
import { type MappingSettings, withPreset } from './presets.js';

/** A mapping as loading uses it: its preset merged in, settings that say nothing left out. */
export function settleMapping(written: WrittenMapping): Mapping {
  const { files, dataset, delimiter, columns = {}, values = {}, constants = {}, null_tokens = [], ...more } = withPreset(written);
  if (files === undefined || dataset === undefined) throw new Error('a mapping without files or dataset passed its schema');
  return {
    files,
    dataset,
    ...telling(more),
    ...(delimiter === undefined ? {} : { delimiter: delimiter === 'tab' ? '\t' : delimiter }),
    columns,
    values,
    constants,
    null_tokens,
  };
}

type More = Omit<MappingSettings, 'files' | 'dataset' | 'delimiter' | 'columns' | 'values' | 'constants' | 'null_tokens'>;
type Settled = Omit<Mapping, 'files' | 'dataset' | 'delimiter' | 'columns' | 'values' | 'constants' | 'null_tokens'>;

function telling(settings: More): Settled {
  const isTelling = (value: unknown): boolean =>
    value !== undefined && (typeof value !== 'object' || value === null || Object.keys(value).length > 0);
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => isTelling(value))) as Settled;
}
