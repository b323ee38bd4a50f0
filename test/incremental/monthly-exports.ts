import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateExports } from '../../pipeline/generate/generate.js';
import { quietEffects, temporaryFolder } from '../run/example.js';
import { pick, type Random } from '../sameness/shaken-copy.js';

/** Text of every export by its name. */
export type Exports = Readonly<Record<string, string>>;

/** Months whose exports are kept: those before would only add to the time each report takes. */
const keptMonths = /_(history|2026-(08|09|10))\.csv$/;

/** Exports of an invented company, all datasets over three months, some rows faulty. */
export async function monthlyExports(seed: number): Promise<Exports> {
  const out = temporaryFolder();
  await generateExports({ out, tickets: 1750, months: 7, seed, dirty: 0.01, lastMonth: '2026-10' }, quietEffects);
  const names = readdirSync(out).filter((name) => keptMonths.test(name));
  return { ...Object.fromEntries(names.sort().map((name) => [name, thinned(name, readFileSync(join(out, name), 'utf8'))])), ...unanswered };
}

/** Important slips without an action: the register proposes one for each. */
const unanswered: Exports = Object.fromEntries(
  ['2026-08', '2026-09', '2026-10'].map((month) => [
    `质量信息_${month}.csv`,
    textOf([
      '信息编号,反馈时间,型号,故障代码,检查数量,不合格数量',
      `ZL-${month}-1,${month}-03,KX-110,E77,100,40`,
      `ZL-${month}-2,${month}-20,KX-120,E78,50,20`,
    ]),
  ]),
);

/** A quarter of the tickets, with all that is about them. */
function thinned(name: string, text: string): string {
  if (!/^(工单|工单流水|客户回访记录表|维修记录)_/.test(name)) return text;
  const [header = '', ...rows] = linesOf(text);
  return textOf([header, ...rows.filter((row) => !/GD\d+/.test(row) || /GD\d+[048]\b/.test(row))]);
}

/**
 * The same export as it may be sent again: cells of a column changed between two rows, rows left out, repeated and taken over from
 * another export of the dataset. An export of actions keeps every row and its number.
 */
export function sentAgain(name: string, text: string, others: readonly string[], random: Random): string {
  const [header = '', ...rows] = linesOf(text);
  const isActions = name.startsWith('行动计划');
  const kept = isActions ? rows : rows.filter(() => random() > 0.05);
  const repeated = kept.filter(() => random() < 0.05);
  const taken = others.flatMap((other) => linesOf(other).slice(1)).filter(() => random() < 0.05);
  const columns = header.split(',').map((column, place) => ({ column, place }));
  const changeable = columns.slice(1).filter(({ column }) => !isActions || /^(责任人|责任部门|计划完成日期|行动内容)$/.test(column));
  const all = [...kept, ...(isActions ? [] : [...repeated, ...taken])].map((row) => row.split(','));
  for (let change = 0; change < Math.ceil(all.length / 4); change++) {
    const { place } = pick(changeable, random);
    const [one, other] = [pick(all, random), pick(all, random)];
    [one[place], other[place]] = [other[place] ?? '', one[place] ?? ''];
  }
  return textOf([header, ...all.map((cells) => cells.join(','))]);
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
