import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';
import type { ComputedColumn, DateOrder, Mapping, RowFilter } from './mapping.js';

/** Where the list of headers of a preset comes from. */
export interface PresetSource {
  /** Address of a page, or what the headers were seen in. */
  readonly where: string;
  /** `documented` by the vendor, `api_fields` documented for its interface only, `observed` in what others read. */
  readonly kind: 'documented' | 'api_fields' | 'observed';
  readonly note?: string;
}

/** A mapping shipped by name (pipeline/config/data/presets/<name>.json). */
export interface Preset {
  readonly title: string;
  readonly sources: readonly PresetSource[];
  /** What to know before relying on it. */
  readonly notes: readonly string[];
  readonly mapping: PresetMapping;
}

export type PresetMapping = Omit<MappingSettings, 'files' | 'preset'>;

/** A mapping before it is settled: what a user or a preset leaves out is absent or empty. */
export interface MappingSettings {
  readonly files?: string;
  readonly preset?: string | undefined;
  readonly dataset?: string | undefined;
  readonly sheet?: string | undefined;
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly header_row?: number | undefined;
  readonly date_order?: DateOrder | undefined;
  readonly columns?: Mapping['columns'];
  readonly values?: Mapping['values'];
  readonly constants?: Mapping['constants'];
  readonly null_tokens?: readonly string[];
  readonly null_tokens_by_column?: Mapping['null_tokens_by_column'] | undefined;
  readonly computed?: Readonly<Record<string, { readonly [Key in keyof ComputedColumn]?: ComputedColumn[Key] | undefined }>> | undefined;
  readonly filters?: readonly { readonly [Key in keyof RowFilter]: RowFilter[Key] | undefined }[] | undefined;
  readonly ignore?: readonly string[] | undefined;
}

const presetFolder = join(packageRoot, 'pipeline', 'config', 'data', 'presets');

/** Names of the presets shipped, in the order of their spelling. */
export function presetNames(): string[] {
  return readdirSync(presetFolder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** The preset of a name; undefined when none is shipped under it. */
export function readPreset(name: string): Preset | undefined {
  if (!presetNames().includes(name)) return undefined;
  return JSON.parse(readFileSync(join(presetFolder, `${name}.json`), 'utf8')) as Preset;
}

/**
 * The settings of a mapping with those of its preset below them. What the user says of a column (header, constant or
 * computation) replaces all the preset says of its source; words of `values` are added to; lists are joined.
 */
export function withPreset(written: MappingSettings): MappingSettings {
  const preset = written.preset === undefined ? undefined : readPreset(written.preset)?.mapping;
  if (!preset) return written;
  const own = new Set([written.columns, written.constants, written.computed].flatMap((setting) => Object.keys(setting ?? {})));
  const given = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined)) as MappingSettings;
  return {
    ...preset,
    ...given,
    columns: { ...without(preset.columns, own), ...written.columns },
    constants: { ...without(preset.constants, own), ...written.constants },
    computed: { ...without(preset.computed, own), ...written.computed },
    values: mergedByColumn(preset.values, written.values, (below, above) => ({ ...below, ...above })),
    null_tokens: [...(preset.null_tokens ?? []), ...(written.null_tokens ?? [])],
    null_tokens_by_column: mergedByColumn(preset.null_tokens_by_column, written.null_tokens_by_column, (below, above) => [
      ...(below ?? []),
      ...(above ?? []),
    ]),
    filters: [...(preset.filters ?? []), ...(written.filters ?? [])],
    ignore: [...(preset.ignore ?? []), ...(written.ignore ?? [])],
  };
}

function without<Setting>(settings: Readonly<Record<string, Setting>> | undefined, columns: ReadonlySet<string>): Record<string, Setting> {
  return Object.fromEntries(Object.entries(settings ?? {}).filter(([column]) => !columns.has(column)));
}

function mergedByColumn<Setting>(
  below: Readonly<Record<string, Setting>> = {},
  above: Readonly<Record<string, Setting>> = {},
  merge: (below: Setting | undefined, above: Setting | undefined) => Setting,
): Record<string, Setting> {
  const columns = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return Object.fromEntries(columns.map((column) => [column, merge(below[column], above[column])]));
}
