import { existsSync } from 'node:fs';
import type { Figure, MovedFigure, MoveReason, Unit } from '../../reports/management-review/report-data.js';
import { type Configuration, completeConfiguration } from '../config/configuration.js';
import { isoWithOffset } from '../time-zone.js';
import { type CatalogueEntry, catalogueColumns } from '../warehouse/catalogue.js';
import type { Database } from '../warehouse/database.js';
import { type InsertedRow, insertRows } from '../warehouse/insert-rows.js';
import { literal } from '../warehouse/sql-text.js';
import type { Stated } from './explain-moves.js';
import type { FigureInputs } from './figure-inputs.js';
import type { Fingerprint } from './fingerprint.js';

/** Which statement on which period, without its contents. */
export interface PublicationHead {
  /** 1, 2, … in the order in which they were made. */
  readonly publication: number;
  /** The period whose figures are stated, and the one whose report states them: another one where they are restated. */
  readonly period: string;
  readonly report: string;
  /** The publication its moves are against. */
  readonly based_on: number | null;
  /** Local cut-offs, `2026-11-01T00:00:00`. */
  readonly as_of: string;
  readonly report_as_of: string;
  readonly is_provisional: boolean;
  readonly moved: number;
  /** The publication under which the figures are kept: an earlier one where none of them moved. */
  readonly figures_in: number;
}

/** A statement as it is kept. */
export interface Publication extends Stated {
  readonly period: string;
  readonly report: string;
  readonly report_as_of: string;
  readonly fingerprint: Fingerprint;
  readonly moves: readonly MovedFigure[];
}

/** Tables of the warehouse that outlive its remaking: what was published, from what, and what moved since. */
const publicationTables = {
  publications: `publication integer, period varchar, report varchar, based_on integer, as_of timestamp, report_as_of timestamp,
    is_provisional boolean, product_version varchar, configuration json, policy varchar, calendar varchar, register varchar,
    files integer[], fingerprint json, moved integer, figures_in integer`,
  // Every catalogue entry any publication rests on, once.
  publication_files: 'file integer, entry json',
  published_figures: 'publication integer, figure varchar, value double, unit varchar',
  restated_figures: `publication integer, figure varchar, unit varchar, old_value double, new_value double, step integer, reason_kind varchar,
    reason varchar[], value_before double, value_after double`,
};

/** Makes the tables in a new warehouse and fills them from the one it will replace. */
export async function carryPublications(database: Database, warehouseBefore: string): Promise<void> {
  for (const [name, columns] of Object.entries(publicationTables)) await database.run(`create table ${name} (${columns})`);
  if (!existsSync(warehouseBefore)) return;
  await database.run(`attach ${literal(warehouseBefore)} as before (read_only)`);
  const kept = await database.rows<{ name: string }>(`select table_name as name from duckdb_tables() where database_name = 'before'`);
  for (const { name } of kept.filter((table) => Object.hasOwn(publicationTables, table.name))) {
    await database.run(`insert into ${name} by name select * from before.main.${name}`);
  }
  await database.run('detach before');
}

export async function readPublicationHeads(database: Database): Promise<PublicationHead[]> {
  return database.rows<PublicationHead>(
    `select publication, period, report, based_on, as_of, report_as_of, is_provisional, moved, figures_in
    from publications order by publication`,
  );
}

/** A statement with the figures it states and the inputs it rests on; what moved is read by `readMoves`. */
export async function readPublication(database: Database, head: PublicationHead): Promise<Stated & { readonly fingerprint: Fingerprint }> {
  const where = `where publication = ${head.publication}`;
  const row = await database.row<StoredInputs>(
    `select product_version, configuration::varchar as configuration, policy, calendar, register, fingerprint::varchar as fingerprint
    from publications ${where}`,
  );
  const entries = await database.rows<{ entry: string }>(
    `select publication_files.entry::varchar as entry
    from (select unnest(files) as file, generate_subscripts(files, 1) as place from publications ${where}) as named
    join publication_files using (file) order by named.place`,
  );
  const figures = await database.rows<{ figure: string; value: number | null; unit: Unit }>(
    `select figure, value, unit from published_figures where publication = ${head.figures_in} order by figure`,
  );
  return {
    inputs: inputsOf(
      head,
      row,
      entries.map(({ entry }) => JSON.parse(entry) as CatalogueEntry),
    ),
    figures: new Map(figures.map(({ figure, value, unit }): [string, Figure] => [figure, { value, unit }])),
    fingerprint: JSON.parse(row.fingerprint) as Fingerprint,
  };
}

interface StoredInputs {
  readonly product_version: string;
  readonly configuration: string;
  readonly policy: string | null;
  readonly calendar: string | null;
  readonly register: string | null;
  readonly fingerprint: string;
}

function inputsOf(head: PublicationHead, row: StoredInputs, entries: readonly CatalogueEntry[]): FigureInputs {
  const configuration = completeConfiguration(JSON.parse(row.configuration) as Partial<Configuration>);
  const asOf = head.as_of.replace('T', ' ');
  return {
    productVersion: row.product_version,
    entries,
    configuration,
    policy: row.policy,
    calendar: row.calendar,
    register: row.register,
    time: { asOf, asOfWithOffset: isoWithOffset(asOf, configuration.timezone), isProvisional: head.is_provisional },
  };
}

interface StoredStep {
  readonly figure: string;
  readonly unit: Unit;
  readonly old_value: number | null;
  readonly new_value: number | null;
  readonly reason_kind: MoveReason['kind'];
  readonly reason: readonly string[];
  readonly value_before: number | null;
  readonly value_after: number | null;
}

/** What a statement lists as moved, by figure id. */
export async function readMoves(database: Database, { publication }: PublicationHead): Promise<MovedFigure[]> {
  const rows = await database.rows<StoredStep>(
    `select figure, unit, old_value, new_value, reason_kind, reason, value_before, value_after
    from restated_figures where publication = ${publication} order by figure, step`,
  );
  const byFigure = new Map<string, StoredStep[]>();
  for (const row of rows) byFigure.set(row.figure, [...(byFigure.get(row.figure) ?? []), row]);
  return [...byFigure].flatMap(([figure, steps]) => {
    const [first] = steps;
    if (first === undefined) return [];
    return [
      {
        figure,
        unit: first.unit,
        old_value: first.old_value,
        new_value: first.new_value,
        steps: steps.map(({ reason_kind, reason, value_before, value_after }) => ({
          reason: { kind: reason_kind, names: reason },
          value_before,
          value_after,
        })),
      },
    ];
  });
}

/** Adds a statement after all others; `base` is the one its moves are against, which keeps the figures where none moved. */
export async function writePublication(database: Database, made: Publication, base?: PublicationHead): Promise<PublicationHead> {
  const { publication } = await database.row<{ publication: number }>(
    'select coalesce(max(publication), 0) + 1 as publication from publications',
  );
  const { inputs, figures, moves } = made;
  const figures_in = moves.length === 0 && base !== undefined ? base.figures_in : publication;
  const files = await fileNumbers(database, inputs.entries);
  const texts = [JSON.stringify(inputs.configuration), inputs.policy, inputs.calendar, inputs.register].map(textOrNull);
  await database.run(
    `insert into publications values (${publication}, ${literal(made.period)}, ${literal(made.report)}, ${base?.publication ?? 'null'},
      ${literal(inputs.time.asOf)}, ${literal(made.report_as_of)}, ${inputs.time.isProvisional}, ${literal(inputs.productVersion)},
      ${texts.join(', ')}, [${files.join(', ')}]::integer[], ${literal(JSON.stringify(made.fingerprint))}, ${moves.length}, ${figures_in})`,
  );
  const own = figures_in === publication ? [...figures] : [];
  await insertRows(
    database,
    'published_figures',
    own.map(([figure, { value, unit }]) => ({ publication, figure, value, unit })),
  );
  await insertRows(
    database,
    'restated_figures',
    moves.flatMap((move) => moveRows(publication, move)),
  );
  return {
    publication,
    period: made.period,
    report: made.report,
    based_on: base?.publication ?? null,
    as_of: inputs.time.asOf.replace(' ', 'T'),
    report_as_of: made.report_as_of.replace(' ', 'T'),
    is_provisional: inputs.time.isProvisional,
    moved: moves.length,
    figures_in,
  };
}

function moveRows(publication: number, { figure, unit, old_value, new_value, steps }: MovedFigure): InsertedRow[] {
  return steps.map(({ reason, value_before, value_after }, index) => ({
    publication,
    figure,
    unit,
    old_value,
    new_value,
    step: index + 1,
    reason_kind: reason.kind,
    reason: reason.names,
    value_before,
    value_after,
  }));
}

/** Numbers of the entries in publication_files; unknown ones are added. */
async function fileNumbers(database: Database, entries: readonly CatalogueEntry[]): Promise<number[]> {
  const known = await database.rows<{ file: number; entry: string }>('select file, entry::varchar as entry from publication_files');
  const numbers = new Map(known.map(({ file, entry }) => [entry, file]));
  const added: { readonly file: number; readonly entry: string }[] = [];
  const files = entries.map((entry) => {
    const text = entryText(entry);
    const number = numbers.get(text) ?? numbers.size + 1;
    if (!numbers.has(text)) added.push({ file: number, entry: text });
    numbers.set(text, number);
    return number;
  });
  await insertRows(database, 'publication_files', added);
  return files;
}

/** An entry read from a catalogue has its number there as well, which is that of one day. */
function entryText(entry: CatalogueEntry): string {
  return JSON.stringify(Object.fromEntries(catalogueColumns.map((column) => [column, entry[column]])));
}

function textOrNull(text: string | null): string {
  return text === null ? 'null' : literal(text);
}
