import type { Column, Contract } from '../contracts/contract.js';
import type { RejectionCode } from '../ingest/row-checks.js';
import { literal } from '../warehouse/sql-text.js';
import type { Recipe } from './recipe.js';

/** A row that is repeated: as it is, or with an older version of it before it. */
export const repetitions = ['duplicate', 'older_version'] as const;

/** A way in which a row is faulty. Bytes that are no text cannot be written by the engine, so none is `undecodable`. */
export type FaultKind = Exclude<RejectionCode, 'undecodable'> | (typeof repetitions)[number];

/** Expression of the kind of fault of a row, null for most; over row_no and is_planted. A planted row may be repeated, never rejected. */
export function faultKindSql({ contract }: Recipe, dirty: number): string {
  const { dataset } = contract;
  const kinds = faultKinds(contract);
  const kind = `[${kinds.map(literal).join(', ')}][1 + pick(row_no, '${dataset} fault kind', ${kinds.length})]`;
  const isRepetition = `${kind} in (${repetitions.map(literal).join(', ')})`;
  return `case when chance(row_no, '${dataset} faulty') < ${dirty} and (not is_planted or ${isRepetition}) then ${kind} end`;
}

/** The cell of a column with the faults it may have put in. */
export function faultCells({ contract, rewritten }: Recipe, column: Column, cell: string): string {
  const faults = Object.entries(targets(contract))
    .filter(([, target]) => target?.column === column.name)
    .map(([kind, target]) => `when fault_kind = ${literal(kind)} then ${target?.sql}`);
  const older = column.name === rewritten ? [`when fault_kind = 'older_version' and version = 0 then ${cell} || '（旧）'`] : [];
  const all = [...faults, ...older];
  return all.length === 0 ? cell : `case ${all.join(' ')} else ${cell} end`;
}

function faultKinds(contract: Contract): FaultKind[] {
  const aimed = Object.entries(targets(contract)).flatMap(([kind, target]) => (target ? [kind as FaultKind] : []));
  return ['ragged_row', ...aimed, ...repetitions];
}

interface Target {
  readonly column: string;
  readonly sql: string;
}

/** Which cell each code of rejection is put in, and what is written there: the first column of the contract that can have it. */
function targets({ columns, timeOrder = [], key }: Contract): Partial<Record<FaultKind, Target | undefined>> {
  const first = (matches: (column: Column) => boolean, sql: (column: Column) => string): Target | undefined => {
    const column = columns.find((each) => !each.descriptive && matches(each));
    return column && { column: column.name, sql: sql(column) };
  };
  const [order] = timeOrder;
  return {
    missing_required: first(
      ({ required, name }) => required === true && name !== key[0],
      () => `''`,
    ),
    bad_type: first(
      ({ kind }) => kind === 'time' || kind === 'date',
      () => `'2026-13-45'`,
    ),
    bad_enum: first(
      ({ kind }) => kind === 'enum',
      () => `'不在表中'`,
    ),
    out_of_range: first(
      ({ minimum }) => minimum !== undefined,
      ({ maximum }) => `'${maximum === undefined ? -1 : maximum + 1}'`,
    ),
    time_order: order && { column: order.column, sql: `(${order.notBefore} - interval 1 day)::varchar` },
  };
}
