import { type AddedWords, acceptedWords } from '../contracts/accepted-words.js';
import type { Column } from '../contracts/contract.js';
import {
  isNullToken,
  isPlaceholder,
  type Precision,
  parseBoolean,
  parseDate,
  parseEnum,
  parseId,
  parseInteger,
  parseMoney,
  parseTime,
} from './cell-values.js';

/** A typed cell: times are `2026-10-03 09:30:00`, dates `2026-10-03`, money exact decimal text. */
export type CellValue = string | number | boolean | null;

/** What a cell turned out to be; `code` when it cannot be understood. */
export type CellReading =
  | { readonly value: CellValue; readonly precision?: Precision; readonly code?: never }
  | { readonly value: null; readonly code: 'bad_type' | 'bad_enum' };

/** What reading depends on besides the contract. */
export interface CellSettings {
  readonly zone: string;
  /** `enums` of the configuration. */
  readonly enums?: AddedWords;
  readonly serialPlaceholders?: readonly string[];
  /** Whether the cells come from a workbook, where long numbers are damaged. */
  readonly isWorkbook?: boolean;
}

type Reader = (raw: string) => CellReading;

const defaultPlaceholders = ['0', '无', '不详', 'UNKNOWN'];

/** A reader of the cells of one column. Null tokens give null; missing required values are the row's affair. */
export function cellReader(column: Column, settings: CellSettings): Reader {
  const words = acceptedWords(column, settings.enums);
  const read = readerOfKind(column, settings, words);
  return (raw) => (isNullToken(raw) && parseEnum(raw, words) === null ? { value: null } : read(raw));
}

function readerOfKind(column: Column, settings: CellSettings, words: ReadonlyMap<string, string>): Reader {
  switch (column.kind) {
    case 'id':
      return idReader(column, settings);
    case 'text':
      return (raw) => ({ value: raw.trim() });
    case 'enum':
      return (raw) => understood(parseEnum(raw, words), 'bad_enum');
    case 'boolean':
      return (raw) => understood(parseBoolean(raw, words), 'bad_enum');
    case 'time':
      return (raw) => readTime(raw, column, settings.zone);
    case 'date':
      return (raw) => understood(parseDate(raw, settings.zone), 'bad_type');
    case 'integer':
      return (raw) => understood(parseInteger(raw), 'bad_type');
    case 'money':
      return (raw) => understood(parseMoney(raw), 'bad_type');
  }
}

function idReader(column: Column, settings: CellSettings): Reader {
  const listed = new Set((settings.serialPlaceholders ?? defaultPlaceholders).map((placeholder) => parseId(placeholder) ?? ''));
  return (raw) => {
    const id = parseId(raw, settings.isWorkbook);
    return column.placeholders && id !== null && isPlaceholder(id, listed) ? { value: null } : understood(id, 'bad_type');
  };
}

function readTime(raw: string, column: Column, zone: string): CellReading {
  const time = parseTime(raw, zone, { endOfDay: column.endOfDay === true });
  return time ? { value: time.local, precision: time.precision } : { value: null, code: 'bad_type' };
}

function understood(value: CellValue, code: 'bad_type' | 'bad_enum'): CellReading {
  return value === null ? { value, code } : { value };
}
