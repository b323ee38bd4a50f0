import type { PeriodRules } from '../compute-period.js';
import { loadCalendar, parseCalendar } from '../config/calendar.js';
import type { Configuration } from '../config/configuration.js';
import type { Period, ReportTime } from '../config/periods.js';
import { loadPolicy, parsePolicy } from '../config/policy.js';
import type { CatalogueEntry } from '../warehouse/catalogue.js';

/** Everything the figures of a period follow from: the same inputs give the same figures. */
export interface FigureInputs {
  readonly productVersion: string;
  /** In export order. */
  readonly entries: readonly CatalogueEntry[];
  readonly configuration: Configuration;
  /** Text of the policy the configuration names; null for the shipped one, which goes with the product's version. */
  readonly policy: string | null;
  /** Text of the calendar the configuration names, likewise. */
  readonly calendar: string | null;
  /** State of the living register; null where there is none. Its rows reach the models as those of files do, through staging. */
  readonly register: string | null;
  readonly time: ReportTime;
}

/** The rules under which a period is computed from these inputs. */
export function rulesOf(period: Period, inputs: FigureInputs): PeriodRules {
  const { configuration, policy, calendar, time } = inputs;
  return {
    period,
    time,
    configuration,
    policy: policy === null ? loadPolicy() : parsePolicy(policy, configuration.policy ?? 'policy'),
    calendar: calendar === null ? loadCalendar() : parseCalendar(calendar, configuration.calendar ?? 'calendar'),
  };
}

/** Configuration keys that decide how files are read; a change reads them all again (load-settings.ts). */
export const readingKeys: readonly string[] = ['columns', 'enums', 'mappings', 'serial_placeholders', 'timezone'];

/** Whether a setting works when figures are computed; the others have done their work when the files were read. */
export function isComputedWith(key: string): boolean {
  return !readingKeys.includes(key) || key === 'timezone';
}

/** Settings of one level by their key, those of two levels by `defects.threshold`; only what decides figures. */
export function decidingSettings(inputs: FigureInputs): Map<string, unknown> {
  const settings = Object.entries(inputs.configuration).filter(([key]) => !withoutFigures.includes(key));
  const flat = settings.flatMap(([key, value]): [string, unknown][] =>
    grouped.includes(key) ? Object.entries(value as object).map(([name, inner]) => [`${key}.${name}`, inner]) : [[key, value]],
  );
  const texts: [string, unknown][] = [
    ['calendar', inputs.calendar],
    ['policy', inputs.policy],
  ];
  return new Map([...flat.filter(([key]) => key !== 'privacy.key_file'), ...texts]);
}

/** The inputs with one setting as the others have it. */
export function withSetting(inputs: FigureInputs, key: string, from: FigureInputs): FigureInputs {
  if (key === 'calendar' || key === 'policy') {
    const configuration = { ...inputs.configuration, [key]: from.configuration[key] };
    return { ...inputs, configuration, [key]: from[key] };
  }
  const [group = '', name] = key.split('.');
  const of = (configuration: Configuration): Record<string, unknown> => ({ ...configuration })[group] as Record<string, unknown>;
  const value = name === undefined ? of(from.configuration) : { ...of(inputs.configuration), [name]: of(from.configuration)[name] };
  return { ...inputs, configuration: { ...inputs.configuration, [group]: value } };
}

/** Keys that change the page or the gate and no figure; calendar and policy count by what they say. */
const withoutFigures = ['report', 'quality', 'topics', 'as_written', 'calendar', 'policy'];
const grouped = ['actions', 'defects', 'fault_codes', 'privacy'];
