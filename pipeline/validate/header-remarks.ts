import type { ValidatedTable } from '../validate-exports.js';
import type { FindingKind } from './finding-kinds.js';

/** Headers of one file of which the same is to be said. */
export interface HeaderRemark {
  readonly kind: FindingKind;
  /** What is said of them; they follow. */
  readonly said: string;
  readonly headers: readonly string[];
}

/** What is to be said of the headers of a file: at most one remark of a kind. */
export function headerRemarks(table: ValidatedTable): HeaderRemark[] {
  const remarks: HeaderRemark[] = [
    { kind: 'unknown_header', said: `of no column of ${table.dataset}, not read: `, headers: table.unknown_headers },
    { kind: 'repeated_header', said: 'second headers for their columns, not read: ', headers: table.repeated_headers },
    { kind: 'absent_header', said: 'named by its mapping, but not there: ', headers: table.absent_headers },
  ];
  return remarks.filter(({ headers }) => headers.length > 0);
}
