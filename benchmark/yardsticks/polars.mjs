// The review in small with nodejs-polars: every cell read as text, checks as expressions, versions by key, seven figures.
// It does less than fieldreview: no reasons, lines or cells of rejected rows, one form of time, one encoding, nothing saved, no page.
// Usage: node polars.mjs TASK.json OUT
import { readFileSync } from 'node:fs';
import polars from 'nodejs-polars';
import { answer, readTask } from './task.mjs';

const { col, lit, when } = polars;
const { task } = readTask();

const figures = {};
const tables = {};
for (const dataset of task.datasets) tables[dataset.dataset] = load(dataset);
answer({ ...figures, ...figuresOf(tables) });

function load({ dataset, files, columns, timeOrder, key }) {
  const rows = polars.concat(files.map((file) => read(file, columns)));
  const present = columns.filter(({ name }) => rows.columns.includes(name));
  const typed = rows.withColumns(...present.map((column) => typedCell(column).alias(`typed ${column.name}`)));
  const checks = present.map((column) => isGood(column));
  const order = timeOrder.map(({ column, notBefore }) =>
    col(`typed ${column}`)
      .lt(col(`typed ${notBefore}`))
      .fillNull(lit(false))
      .not(),
  );
  const kept = typed.filter([col('beyond').isNull(), ...checks, ...order].reduce((all, check) => all.and(check)));
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
  const table = kept.unique({ subset: [key], keep: 'last' }).select(...present.map(({ name }) => col(`typed ${name}`).alias(name)));
  const counts = {
    read: rows.height,
    loaded: table.height,
    rejected: rows.height - kept.height,
    duplicate,
    superseded: kept.height - table.height - duplicate,
  };
  for (const [name, count] of Object.entries(counts)) figures[`accounting.${dataset}.${name}`] = count;
  return table;
}

/** One column more than the header has: what lies in it is a record that is too long. */
function read(file, columns) {
  const header = readFileSync(file, 'utf8').split('\n', 1)[0].split(',');
  const names = header.map((cell) => columns.find((column) => column.headers.includes(cell)).name);
  const schema = Object.fromEntries([...names, 'beyond'].map((name) => [name, polars.Utf8]));
  return polars.readCSV(file, { hasHeader: false, skipRows: 1, inferSchemaLength: 0, truncateRaggedLines: true, schema });
}

function typedCell({ name, kind, words, minimum, maximum }) {
  const cell = col(name);
  if (words) return cell.replaceStrict(Object.keys(words), Object.values(words), polars.lit(null), polars.Utf8);
  if (kind === 'time') return cell.str.strptime(polars.Datetime('ms'), '%Y-%m-%d %H:%M:%S');
  if (kind === 'date') return cell.str.strptime(polars.Date, '%Y-%m-%d');
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

function isGood({ name, required }) {
  const isRead = col(`typed ${name}`).isNotNull();
  return required ? isRead : isRead.or(col(name).isNull());
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
