import type { Configuration } from '../config/configuration.js';
import { boundsOf, type Period, periodsBack, type ReportTime } from '../config/periods.js';
import type { Database } from '../warehouse/database.js';
import { literal } from '../warehouse/sql-text.js';
import { parameterTables } from './sources.js';

/** Periods before the reported one that trends may look at. */
const trendLength = 13;

/** Fills the tables that tell the models what this report is about (sources.ts: parameters, periods, codes, topics). */
export async function writeParameters(database: Database, period: Period, time: ReportTime, configuration: Configuration): Promise<void> {
  for (const [name, columns] of Object.entries(parameterTables)) await database.run(`create or replace table ${name} (${columns})`);
  await database.run(`insert into parameters values (${parameterValues(period, time, configuration).join(', ')})`);
  await database.run(`insert into periods values ${periodValues(period, time).join(', ')}`);
  await insertTexts(
    database,
    'catch_all_codes',
    configuration.fault_codes.catch_all.map((code) => [code.normalize('NFKC').trim().toUpperCase()]),
  );
  const keywords = Object.entries(configuration.topics).flatMap(([topic, words]) => words.map((word) => [topic, word]));
  await insertTexts(database, 'topic_keywords', keywords);
}

function parameterValues(period: Period, time: ReportTime, configuration: Configuration): string[] {
  const { defects } = configuration;
  return [
    literal(period.name),
    literal(period.kind),
    timestamp(boundsOf(period).startsAt),
    timestamp(time.asOf),
    String(time.isProvisional),
    configuration.home_province === undefined ? 'null' : literal(configuration.home_province),
    String(configuration.warranty_months),
    String(defects.threshold),
    String(defects.comparison === '>='),
    String(configuration.actions.full_register),
  ];
}

function periodValues(period: Period, time: ReportTime): string[] {
  return Array.from({ length: trendLength + 1 }, (_unused, back) => {
    const past = periodsBack(period, back);
    const { startsAt, endsAt } = boundsOf(past);
    return `(${back}, ${literal(past.name)}, ${timestamp(startsAt)}, ${timestamp(back === 0 ? time.asOf : endsAt)})`;
  });
}

async function insertTexts(database: Database, table: string, rows: readonly (readonly string[])[]): Promise<void> {
  if (rows.length === 0) return;
  await database.run(`insert into ${table} values ${rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ')}`);
}

function timestamp(text: string): string {
  return `timestamp ${literal(text)}`;
}
