/** What in a query can give another answer on the same rows: with more threads, in another order of rows, at another time. */
export interface Refusal {
  /** What stands in the plan: a function, a window, a cut. */
  readonly what: string;
  readonly reason: string;
}

/** Whether columns, by name, tell any two rows of the query apart. */
export type TellsApart = (columns: readonly string[]) => boolean;

/** Aggregates whose result no order of rows can change; sums only of exact types. */
const orderless = new Set(['count', 'count_star', 'min', 'max', 'bool_and', 'bool_or', 'bit_and', 'bit_or', 'bit_xor']);
const sums = new Set(['sum', 'sum_no_overflow']);
const inexact = new Set(['DOUBLE', 'FLOAT']);
const lists = new Set(['list', 'array_agg', 'string_agg', 'group_concat', 'first', 'last', 'any_value', 'arbitrary']);
const extremes = new Set(['arg_min', 'arg_max', 'argmin', 'argmax', 'min_by', 'max_by', 'arg_min_null', 'arg_max_null']);

/** Functions that answer by time, chance or machine. */
const fickle = new Set([
  ...['random', 'setseed', 'uuid', 'gen_random_uuid', 'uuidv4', 'uuidv7', 'nextval', 'currval', 'now', 'get_current_timestamp'],
  ...['transaction_timestamp', 'current_localtime', 'current_localtimestamp', 'get_current_time', 'today', 'current_date', 'txid_current'],
  ...['current_setting', 'getenv', 'current_user', 'current_database', 'pg_backend_pid'],
]);

/** Windows that number or pick rows. */
const picking = new Set(
  ['ROW_NUMBER', 'FIRST_VALUE', 'LAST_VALUE', 'NTH_VALUE', 'LEAD', 'LAG', 'NTILE', 'FILL'].map((name) => `WINDOW_${name}`),
);

interface PlanNode {
  readonly [key: string]: unknown;
}

/** Everything refused in a plan (`json_serialize_plan`), in which macros and views are resolved and every type is known. */
export function refusals(plan: unknown, tellsApart: TellsApart): Refusal[] {
  const found = new Map<string, Refusal>();
  walk(plan, [], (node, above) => {
    for (const refusal of refusalsOf(node, above, tellsApart)) found.set(`${refusal.what}: ${refusal.reason}`, refusal);
  });
  return [...found.values()];
}

/** Whether the rows of a plan come in an order. */
export function isOrdered(plan: unknown): boolean {
  const [top] = asList(plan);
  return top !== undefined && (['LOGICAL_ORDER_BY', 'LOGICAL_TOP_N', 'LOGICAL_LIMIT'].includes(String(top.type)) || isOrderedBelow(top));
}

function isOrderedBelow(node: PlanNode): boolean {
  // Of a named query and what reads it the reader comes last.
  if (node.type === 'LOGICAL_MATERIALIZED_CTE') return isOrdered(asList(node.children).slice(-1));
  return (node.type === 'LOGICAL_PROJECTION' || node.type === 'LOGICAL_FILTER') && isOrdered(node.children);
}

/** Every object of a plan, with the operators above it, the nearest last. */
function walk(value: unknown, above: readonly PlanNode[], visit: (node: PlanNode, above: readonly PlanNode[]) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, above, visit);
  else if (typeof value === 'object' && value !== null) {
    const node = value as PlanNode;
    visit(node, above);
    const next = String(node.type).startsWith('LOGICAL_') ? [...above, node] : above;
    for (const each of Object.values(node)) walk(each, next, visit);
  }
}

function refusalsOf(node: PlanNode, above: readonly PlanNode[], tellsApart: TellsApart): Refusal[] {
  if (node.type === 'LOGICAL_AGGREGATE_AND_GROUP_BY') return grouping(node, above, tellsApart);
  if (node.expression_class === 'BOUND_WINDOW') return window(node, tellsApart);
  if (node.expression_class === 'BOUND_FUNCTION' && fickle.has(String(node.name))) {
    return [{ what: `${node.name}()`, reason: 'answers by time, chance or machine' }];
  }
  if (node.type === 'LOGICAL_SAMPLE') return [{ what: 'sample', reason: 'picks rows at random' }];
  if (node.type === 'LOGICAL_LIMIT' || node.type === 'LOGICAL_TOP_N') return cut(node, above.at(-1), tellsApart);
  if (node.type === 'LOGICAL_DISTINCT' && node.distinct_type === 'DISTINCT_ON') {
    return unlessApart('distinct on', orderedBy(node.order_by), tellsApart);
  }
  return [];
}

/** The aggregates of a grouping, but for those that the engine itself puts right in the projection above. */
function grouping(node: PlanNode, above: readonly PlanNode[], tellsApart: TellsApart): Refusal[] {
  const sorted = new Set<unknown>();
  let isScalar = false;
  walk(above.findLast(({ type }) => type === 'LOGICAL_PROJECTION')?.expressions, [], (expression) => {
    // `list(x order by x)` becomes a list that is sorted afterwards.
    if (expression.name === 'list_sort') sorted.add(asList(expression.children)[0]?.index);
    // Of a subquery in the place of a value the first row is taken, and there is an error if there are more.
    if (expression.name === 'error') isScalar = true;
  });
  const groups = asList(node.groups).length;
  return asList(node.expressions).flatMap((each, index) => {
    if (each.name === 'first' && isScalar) return [];
    if (each.name === 'list' && sorted.has(groups + index)) return [];
    return aggregate(each, orderedBy(each.order_bys), tellsApart);
  });
}

function aggregate(node: PlanNode, order: readonly string[], tellsApart: TellsApart): Refusal[] {
  const name = String(node.name);
  const [first, second] = asList(node.children);
  const what = `${name}(${[first, second].flatMap((each) => (each ? [nameOf(each)] : [])).join(', ')})`;
  if (orderless.has(name)) return [];
  if (sums.has(name)) {
    const type = String((first?.return_type as { id?: unknown } | undefined)?.id);
    return inexact.has(type) ? [{ what, reason: `adds ${type}, and rounds otherwise in another order` }] : [];
  }
  if (extremes.has(name)) return unlessApart(what, [nameOf(second)], tellsApart);
  // Equal values are the same list in any order.
  if (lists.has(name)) return order.includes(nameOf(first)) ? [] : unlessApart(what, order, tellsApart);
  return [{ what, reason: 'is not known to give the same whatever the order of rows' }];
}

function window(node: PlanNode, tellsApart: TellsApart): Refusal[] {
  const order = [...asList(node.partitions).map(nameOf), ...orderedBy({ orders: node.orders })];
  const ties = unlessApart(`${String(node.name ?? node.type).toLowerCase()} over`, order, tellsApart);
  if (picking.has(String(node.type))) return ties;
  if (node.type !== 'WINDOW_AGGREGATE') return [];
  const countsRows = [node.start, node.end].some((bound) => String(bound).endsWith('_ROWS')) && asList(node.orders).length > 0;
  return [...aggregate(node, orderedBy({ orders: node.arg_orders }), tellsApart), ...(countsRows ? ties : [])];
}

/** Rows that are cut off must be the same ones each time; whether there is any row at all is no cut. */
function cut(node: PlanNode, reader: PlanNode | undefined, tellsApart: TellsApart): Refusal[] {
  const counted = asList(reader?.expressions);
  if (reader?.type === 'LOGICAL_AGGREGATE_AND_GROUP_BY' && counted.length === 1 && counted[0]?.name === 'count_star') return [];
  return unlessApart('limit', node.type === 'LOGICAL_TOP_N' ? orderedBy(node) : orderBelow(node), tellsApart);
}

function orderBelow(node: PlanNode): string[] {
  const [below] = asList(node.children);
  if (below?.type === 'LOGICAL_ORDER_BY') return orderedBy(below);
  return below?.type === 'LOGICAL_PROJECTION' ? orderBelow(below) : [];
}

function unlessApart(what: string, order: readonly string[], tellsApart: TellsApart): Refusal[] {
  return tellsApart(order) ? [] : [{ what: `${what} [${order.join(', ')}]`, reason: 'leaves ties' }];
}

/** Names of the columns of an order, the directions left out. */
function orderedBy(order: unknown): string[] {
  const { orders } = (order ?? {}) as { orders?: unknown };
  return asList(orders).map(({ expression }) => nameOf(expression as PlanNode));
}

function asList(value: unknown): PlanNode[] {
  return Array.isArray(value) ? (value as PlanNode[]) : [];
}

/** The last part of a column's name; a cast has the name of what it casts. */
function nameOf(expression: PlanNode | undefined): string {
  if (expression?.expression_class === 'BOUND_CAST') return nameOf(expression.child as PlanNode);
  const name = String(expression?.alias || expression?.name || expression?.type);
  return name.split('.').at(-1)?.replaceAll('"', '') ?? '';
}
