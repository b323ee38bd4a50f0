// The review in small with nodejs-polars: every cell read as text, checks as expressions, valid rows without their personal data into Parquet,
// rejected rows with their reason into a CSV, versions by key, seven figures. It does less than fieldreview: the number of a record instead of
// its line, one form of time, one encoding, seven figures, no page.
// Usage: node polars.mjs TASK.json OUT
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import polars from 'nodejs-polars';
import { answer, readTask } from './task.mjs';

const { col, lit, when } = polars;
const { task, out } = readTask();

const figures = {};
const tables = {};
for (const dataset of task.datasets) tables[dataset.dataset] = load(dataset);
answer({ ...figures, ...figuresOf(tables) });

function load({ dataset, files, columns, timeOrder, key }) {
  const rows = polars.concat(files.map((file) => read(file, columns)));
  const present = columns.filter(({ name }) => rows.columns.includes(name));
  const typed = rows.withColumns(...present.map((column) => typedCell(column).alias(`typed ${column.name}`)));
  const reasons = reasonsOf(present, timeOrder);
  const isRejected = reasons.map(({ holds }) => holds).reduce((any, each) => any.or(each));
  const kept = typed.filter(isRejected.not());
  const rejected = typed.filter(isRejected);
  listRejected(dataset, rejected, reasons, present);
  const names = present.map(({ name }) => name);
  const repeated = kept
    .filter(col(key).isDuplicated())
    .select(...names)
    .withRowCount('ordinal')
    .sort([key, 'ordinal']);
  const same = names.map((name) =>
    col(name)
      .fillNull(lit(''))
      .eq(col(name).fillNull(lit('')).shift(1)),
  );
  const duplicate = repeated.filter(same.reduce((all, each) => all.and(each))).height;
  const table = kept
    .unique({ subset: [key], keep: 'last' })
    .select(...present.filter(({ personal }) => !personal).map(({ name }) => col(`typed ${name}`).alias(name)));
  table.writeParquet(join(out, `${dataset}.parquet`), { compression: 'zstd' });
  const counts = {
    read: rows.height,
    loaded: table.height,
    rejected: rejected.height,
    duplicate,
    superseded: kept.height - table.height - duplicate,
  };
  for (const [name, count] of Object.entries(counts)) figures[`accounting.${dataset}.${name}`] = count;
  return table;
}

/** What may be wrong with a row, in the order in which one reason counts before another. */
function reasonsOf(columns, timeOrder) {
  const isEmpty = ({ name }) => col(name).isNull();
  const isBad = ({ name }) => col(`typed ${name}`).isNull().and(col(name).isNotNull());
  const isNumber = ({ name }) => col(name).cast(polars.Float64, false).isNotNull();
  const limited = columns.filter(({ minimum, maximum }) => minimum !== undefined || maximum !== undefined);
  const wrongKind = (column) => (limited.includes(column) ? isBad(column).and(isNumber(column).not()) : isBad(column));
  const reason = (code, column, holds) => ({ code, column, holds });
  return [
    reason('ragged_row', '', col('beyond').isNotNull()),
    ...columns.filter(({ required }) => required).map((column) => reason('missing_required', column.name, isEmpty(column))),
    ...columns
      .filter(({ kind }) => kind !== 'id' && kind !== 'text')
      .map((column) => reason(column.words ? 'bad_enum' : 'bad_type', column.name, wrongKind(column))),
    ...limited.map((column) => reason('out_of_range', column.name, isBad(column))),
    ...timeOrder.map(({ column, notBefore }) =>
      reason(
        'time_order',
        column,
        col(`typed ${column}`)
          .lt(col(`typed ${notBefore}`))
          .fillNull(lit(false)),
      ),
    ),
  ];
}

function listRejected(dataset, rejected, reasons, columns) {
  const first = (part) =>
    reasons.reduceRight((otherwise, reason) => when(reason.holds).then(lit(reason[part])).otherwise(otherwise), lit(''));
  const cells = columns.map(({ name, personal }) =>
    personal ? when(col(name).isNotNull()).then(lit('****')).otherwise(lit('')).alias(name) : col(name),
  );
  const listed = rejected.select(col('file'), col('record'), first('code').alias('code'), first('column').alias('column'), ...cells);
  listed.writeCSV(join(out, `rejects_${dataset}.csv`));
  for (const code of listed.getColumn('code').toArray()) {
    const id = `rejected.${dataset}.${code}`;
    figures[id] = (figures[id] ?? 0) + 1;
  }
}

/** One column more than the header has: what lies in it is a record that is too long. */
function read(file, columns) {
  const header = readFileSync(file, 'utf8').split('\n', 1)[0].split(',');
  const names = header.map((cell) => columns.find((column) => column.headers.includes(cell)).name);
  const schema = Object.fromEntries([...names, 'beyond'].map((name) => [name, polars.Utf8]));
  const rows = polars.readCSV(file, { hasHeader: false, skipRows: 1, inferSchemaLength: 0, truncateRaggedLines: true, schema });
  return rows.withRowCount('record').withColumn(lit(basename(file)).alias('file'));
}

function typedCell({ name, kind, personal, words, minimum, maximum }) {
  const cell = col(name);
  if (words) return cell.replaceStrict(Object.keys(words), Object.values(words), polars.lit(null), polars.Utf8);
  if (kind === 'time') return cell.str.strptime(polars.Datetime('ms'), '%Y-%m-%d %H:%M:%S');
  if (kind === 'date') return cell.str.strptime(polars.Date, '%Y-%m-%d');
  if (kind === 'text' && !personal) return cell.str.replaceAll(task.personalData, '***');
  if (kind !== 'integer' && kind !== 'money') return cell;
  const number = cell.cast(polars.Float64, false);
  const within = [minimum === undefined ? undefined : number.gtEq(minimum), maximum === undefined ? undefined : number.ltEq(maximum)];
  const checks = within.filter((check) => check !== undefined);
  return checks.length === 0
    ? number
    : when(checks.reduce((all, check) => all.and(check)))
        .then(number)
        .otherwise(lit(null));
}

function figuresOf({ tickets, revisits, repairs }) {
  const start = lit(new Date(`${task.start}T00:00:00Z`));
  const end = lit(new Date(`${task.end}T00:00:00Z`));
  const within = (expression) => expression.gtEq(start).and(expression.lt(end));
  // Times are whole microseconds, whatever unit is asked for.
  const twoHours = 2 * 3600 * 1_000_000;
  const due = col('accepted_at').cast(polars.Int64).plus(twoHours).cast(polars.Int64).cast(polars.Datetime('us'));
  const cancelled = when(col('status').eq(lit('cancelled')))
    .then(col('cancelled_at').fillNull(col('accepted_at')))
    .otherwise(lit(null));
  const counted = tickets.withColumns(due.alias('due'), cancelled.alias('cancelled')).filter(
    within(col('due')).and(
      col('cancelled')
        .isNull()
        .or(col('due').ltEq(col('cancelled'))),
    ),
  );
  const scores = revisits
    .filter(
      within(col('revisited_at'))
        .and(col('reached').eq(lit('false')).fillNull(lit(false)).not())
        .and(col('effect_score').isNotNull()),
    )
    .getColumn('effect_score');
  const finished = repairs.filter(within(col('finished_at')));
  const excused = col('responsibility').isIn(['user', 'transport', 'installation']).fillNull(lit(false));
  return {
    'service.accepted': tickets.filter(within(col('accepted_at'))).height,
    'sla.first_response.due': counted.height,
    'sla.first_response.met': counted.filter(col('first_response_at').ltEq(col('due'))).height,
    'satisfaction.effect.n': scores.length,
    'satisfaction.effect.mean': scores.mean(),
    'repairs.finished': finished.height,
    'repairs.confirmed_faults': finished.filter(col('result').eq(lit('no_fault_found')).fillNull(lit(false)).not().and(excused.not()))
      .height,
  };
}
