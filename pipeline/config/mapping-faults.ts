import { contracts } from '../contracts/index.js';
import { didYouMean } from '../nearest-name.js';
import { operations } from './mapping.js';
import { type MappingSettings, presetNames, readPreset, withPreset } from './presets.js';

export interface MappingFault {
  /** Keys and numbers of list items below the mapping. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is wrong with a mapping beyond the types of its settings, its preset taken into account. */
export function mappingFaults(written: MappingSettings): MappingFault[] {
  if (written.preset !== undefined && !readPreset(written.preset)) {
    const names = presetNames();
    const message = `there is no preset "${written.preset}"${didYouMean(written.preset, names) || '.'} It must be one of ${names.join(', ')}.`;
    return [{ path: ['preset'], message }];
  }
  const whole = withPreset(written);
  if (whole.dataset === undefined) {
    return [{ path: ['dataset'], message: `is missing; name one of ${contracts.map(({ dataset }) => dataset).join(', ')}, or a preset` }];
  }
  const known = contracts.find((contract) => contract.dataset === whole.dataset)?.columns.map((column) => column.name) ?? [];
  return [
    ...unknownColumns(written, whole.dataset, known),
    ...twoSources(written),
    ...Object.entries(written.computed ?? {}).flatMap(([column, computed]) => computedFaults(column, computed, known)),
    ...(written.filters ?? []).flatMap((filter, index) => filterFaults(filter, index)),
  ];
}

function unknownColumns(mapping: MappingSettings, dataset: string, known: readonly string[]): MappingFault[] {
  const { columns, values, constants, null_tokens_by_column, computed } = mapping;
  const settings = Object.entries({ columns, values, constants, null_tokens_by_column, computed });
  return settings.flatMap(([setting, value]) =>
    Object.keys(value ?? {})
      .filter((column) => !known.includes(column))
      .map((column) => ({
        path: [setting, column],
        message: `unknown column of ${dataset}${didYouMean(column, known) || `; known are ${known.join(', ')}`}`,
      })),
  );
}

/** A column has one source: a header, a constant or a computation. */
function twoSources({ columns, constants, computed }: MappingSettings): MappingFault[] {
  const hasHeader = (column: string): boolean => Object.hasOwn(columns ?? {}, column);
  const again = (setting: string, column: string, other: string): MappingFault => ({
    path: [setting, column],
    message: `has a source under ${other} as well; keep one of the two`,
  });
  return [
    ...Object.keys(constants ?? {})
      .filter(hasHeader)
      .map((column) => ({
        path: ['constants', column],
        message: 'has a source header under columns as well; keep one of the two',
      })),
    ...Object.keys(computed ?? {})
      .filter(hasHeader)
      .map((column) => again('computed', column, 'columns')),
    ...Object.keys(computed ?? {})
      .filter((column) => Object.hasOwn(constants ?? {}, column))
      .map((column) => again('computed', column, 'constants')),
  ];
}

type Computed = NonNullable<MappingSettings['computed']>[string];

/** Settings beside an operation: those it needs, and those it may have. */
const companions: Readonly<Record<(typeof operations)[number], { needs: (keyof Computed)[]; may: (keyof Computed)[] }>> = {
  join: { needs: [], may: ['with'] },
  split: { needs: ['by', 'take'], may: [] },
  last_of: { needs: [], may: [] },
  duration_after: { needs: ['duration'], may: ['unit'] },
  yes_no: { needs: [], may: ['yes', 'no'] },
};

function computedFaults(column: string, computed: Computed, known: readonly string[]): MappingFault[] {
  const path = ['computed', column];
  const given = (Object.keys(computed) as (keyof Computed)[]).filter((key) => computed[key] !== undefined);
  const [operation, ...more] = operations.filter((name) => given.includes(name));
  if (operation === undefined || more.length > 0) return [{ path, message: `must have exactly one of ${operations.join(', ')}` }];
  const { needs, may } = companions[operation];
  const start = computed.duration_after;
  return [
    ...needs.filter((key) => !given.includes(key)).map((key) => ({ path, message: `${operation} needs ${key} beside it` })),
    ...given
      .filter((key) => key !== operation && ![...needs, ...may].includes(key))
      .map((key) => ({ path: [...path, key], message: `does not belong to ${operation}` })),
    ...(operation === 'yes_no' && !computed.yes && !computed.no ? [{ path, message: 'yes_no needs yes or no beside it' }] : []),
    ...(start !== undefined && !known.includes(start)
      ? [{ path: [...path, 'duration_after'], message: `must name a column of the dataset${didYouMean(start, known)}` }]
      : []),
    ...(start === column ? [{ path: [...path, 'duration_after'], message: 'must name another column' }] : []),
  ];
}

function filterFaults(filter: NonNullable<MappingSettings['filters']>[number], index: number): MappingFault[] {
  const given = [filter.in, filter.not_in, filter.empty].filter((condition) => condition !== undefined);
  return given.length === 1 ? [] : [{ path: ['filters', index], message: 'must have exactly one of in, not_in, empty' }];
}
