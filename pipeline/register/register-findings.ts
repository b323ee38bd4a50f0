import { columnOf } from '../contracts/index.js';
import { mostProposals } from './propose-actions.js';
import { registerContract } from './register-contract.js';
import { headerOf, listWords, type RegisterLanguage, registerText, shownValue } from './register-words.js';

/** Something in the register that somebody has to look at. */
export interface RegisterFinding {
  readonly code:
    | 'conflict'
    | 'unreadable_cell'
    | 'missing_cell'
    | 'time_order'
    | 'duplicate_id'
    | 'missing_id'
    | 'deleted_row'
    | 'unreadable_workbook'
    | 'unlisted_proposals';
  /** Row of the workbook (register-table.ts); '' for the workbook as a whole. */
  readonly key: string;
  readonly action_id: string | null;
  readonly column: string | null;
  /** What stands there; null: nothing. */
  readonly found: string | null;
  /** What an export says instead, and which. */
  readonly exported: string | null;
  readonly file: string | null;
}

/** A finding about the workbook as a whole. */
export function workbookFinding(code: RegisterFinding['code'], found: string): RegisterFinding {
  return { code, key: '', action_id: null, column: null, found, exported: null, file: null };
}

/** A finding with where it stands, as the manifest lists it: `actions.xlsx!K12`. */
export interface PlacedFinding extends Omit<RegisterFinding, 'key'> {
  readonly cell: string;
}

/** What is wrong, how it counts, and what to do, in one sentence. */
export function findingText(finding: Omit<RegisterFinding, 'key'>, language: RegisterLanguage): string {
  const { code, column, found, exported, file } = finding;
  const { locale } = language;
  if (column === null) return registerText(locale, `register.${code}`, { found: found ?? '', most: String(mostProposals) });
  return registerText(locale, `register.${code}`, {
    column: headerOf(column, locale),
    other: headerOf(otherColumn(column), locale),
    found: shownValue(column, found, language),
    exported: shownValue(column, exported, language),
    file: file ?? '',
    expected: expectation(column, language),
  });
}

function otherColumn(column: string): string {
  return registerContract.timeOrder?.find((order) => order.column === column)?.notBefore ?? column;
}

function expectation(name: string, language: RegisterLanguage): string {
  const column = columnOf(registerContract, name);
  const words = [...listWords(column, language).values()].join(language.locale === 'en' ? ', ' : '、');
  if (column.kind === 'enum') return registerText(language.locale, 'register.expected.list', { words });
  return registerText(language.locale, column.kind === 'date' ? 'register.expected.date' : 'register.expected.id');
}
