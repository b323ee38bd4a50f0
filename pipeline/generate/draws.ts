import { literal } from '../warehouse/sql-text.js';
import type { Plan } from './plan.js';

/**
 * Statements for the dice of a generation. A draw depends on the seed, a row number and a purpose alone, so that it is
 * the same whatever the threads, the slices of the work or the order of the rows. The last step of the engine's `hash` of
 * several values is an exclusive or, which would make the draws of two purposes for one row depend on each other:
 * hence one hash of a single mixed number.
 */
export function drawMacros(plan: Plan): string[] {
  return [
    `create or replace macro draw(row_no, purpose) as hash(xor(hash(${literal(`${plan.seed}/`)} || purpose), row_no::ubigint))`,
    // From 0 to below 1, in steps of 2^-53.
    'create or replace macro chance(row_no, purpose) as (draw(row_no, purpose) // 2048)::double / 9007199254740992.0',
    // A whole number from 0 to below sides.
    'create or replace macro pick(row_no, purpose, sides) as (draw(row_no, purpose) % sides)::integer',
    // Whole seconds between two numbers of hours: evenly, or with most of them early.
    `create or replace macro hours_even(row_no, purpose, low, high) as
      to_seconds((3600 * (low + chance(row_no, purpose) * (high - low)))::bigint)`,
    `create or replace macro hours_early(row_no, purpose, low, high) as
      to_seconds((3600 * (low + chance(row_no, purpose) * chance(row_no, purpose) * (high - low)))::bigint)`,
    // What an export taken at the end of the last month knows.
    `create or replace macro known_until() as timestamp ${literal(plan.lastMonth.dayAfter)}`,
    // Zeros before a number; one with more digits keeps them all, where lpad would cut it and two records would have one number.
    `create or replace macro numbered(number, digits) as lpad(number::varchar, greatest(digits, length(number::varchar))::integer, '0')`,
    'create or replace macro known(moment) as case when moment < known_until() then moment end',
  ];
}

/** One of the words, drawn evenly; write a word twice to double its chance. */
export function oneOf(rowNo: string, purpose: string, words: readonly string[]): string {
  return `[${words.map(literal).join(', ')}][1 + pick(${rowNo}, ${literal(purpose)}, ${words.length})]`;
}
