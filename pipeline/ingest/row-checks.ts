import type { Column, Contract } from '../contracts/contract.js';

export const rejectionCodes = [
  'undecodable',
  'ragged_row',
  'missing_required',
  'bad_type',
  'bad_enum',
  'out_of_range',
  'time_order',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

export const rowWarnings = ['bad_value_ignored', 'time_suspect', 'completed_without_time'] as const;

/** `faults` of a record that is no row: blank, or a footer. */
export const noRow = 2n ** 63n;

/** `warnings` of a row that a filter of its mapping leaves out; its `faults` are `noRow`. */
export const filteredMark = 1n;

/** How the first filled cell of a footer begins: such a line is no row (domain.md § 1). */
export const footerPattern = '^(合计|总计|小计|制表|审核|导出)';

/** One thing that can be wrong with a row; its bit in `faults` is its index in `rowChecks`, so the lowest bit decides. */
export interface RowCheck {
  readonly code: RejectionCode;
  /** '' for the row as a whole. */
  readonly column: string;
  /** For `time_order`: the column it may not lie before. */
  readonly other?: string;
}

/** Every check of a contract in the order in which domain.md § 2 lets a code count. At most 63. */
export function rowChecks(contract: Contract): RowCheck[] {
  const columns = contract.columns;
  return [
    { code: 'undecodable', column: '' },
    { code: 'ragged_row', column: '' },
    ...columns.filter((column) => column.required).map((column): RowCheck => ({ code: 'missing_required', column: column.name })),
    ...columns
      .filter((column) => canBeBad(column) && !column.descriptive)
      .map((column): RowCheck => ({ code: isWord(column) ? 'bad_enum' : 'bad_type', column: column.name })),
    ...columns.filter(hasRange).map((column): RowCheck => ({ code: 'out_of_range', column: column.name })),
    ...(contract.timeOrder ?? []).map((order): RowCheck => ({ code: 'time_order', column: order.column, other: order.notBefore })),
  ];
}

/** Columns a cell of which may be beyond understanding; identifiers only when a workbook damaged them. */
export function canBeBad(column: Column): boolean {
  return column.kind !== 'text';
}

function isWord(column: Column): boolean {
  return column.kind === 'enum' || column.kind === 'boolean';
}

function hasRange(column: Column): boolean {
  return column.minimum !== undefined || column.maximum !== undefined || column.atMost !== undefined;
}
