import { definitionFamily } from '../../reports/locales/definition-families.js';
import { definitionsOf } from '../../reports/locales/index.js';
import { modelsToRun } from '../compute-period.js';
import type { Clock, Policy } from '../config/policy.js';
import { UserError } from '../errors.js';
import { isOfPolicy, type Model } from '../transform/models.js';
import type { ExplainedClock, Explanation, Formula } from './explanation.js';
import { datasetsRead } from './read-inputs.js';
import { type RowsStatement, rowsStatement } from './rows-statement.js';
import type { Subject } from './subject.js';
import { valueStatement } from './value-statement.js';

/** What can be said of a figure before any data is looked at. */
export interface ExplanationPlan {
  readonly definition: Explanation['definition'];
  readonly clock: ExplainedClock | null;
  readonly formula: Formula;
  /** The statement that gives its value. */
  readonly sql: string;
  readonly rows: RowsStatement;
  /** The clocks it is made of. */
  readonly policy: Policy;
  /** Models it is made of, in running order. */
  readonly models: readonly Model[];
  /** Datasets whose exports it is made of. */
  readonly datasets: ReadonlySet<string>;
}

/** Plans the explanation of a figure or cell by its id and what was read of it. Throws UserError for a clock the policy lacks. */
export function planExplanation(id: string, subject: Subject, policy: Policy): ExplanationPlan {
  const clock = clockOf(subject, policy);
  // One clock says nothing of another: what the others read is no input of this figure.
  const own = clock ? { ...policy, clocks: [clock] } : policy;
  const models = modelsToRun(own, [subject.relation]);
  const { file, sql } = valueStatement(subject, models);
  return {
    definition: definitionsFor(definitionFamily(id)),
    clock: clock && explainClock(clock),
    formula: {
      relation: subject.relation,
      file,
      models: models.map((model) => ({ name: model.name, file: fileOf(model), grain: model.grain })),
    },
    sql,
    rows: rowsStatement(subject, clock?.record ?? ''),
    policy: own,
    models,
    datasets: datasetsRead(id, subject, models),
  };
}

function clockOf({ labels }: Subject, policy: Policy): Clock | null {
  if (labels.clock === undefined) return null;
  const found = policy.clocks.find(({ name }) => name === labels.clock);
  if (found) return found;
  throw new UserError(
    `the policy has no clock "${labels.clock}" now, though the period was published with it. Give --config the configuration with the policy of then.`,
  );
}

function explainClock({ name, record, start, stop, source, versions }: Clock): ExplainedClock {
  return { name, definition: definitionsFor(`clock.${name}`), record, start, stop, source, versions };
}

function definitionsFor(key: string): Record<'zh-CN' | 'en', string> {
  return { 'zh-CN': definitionsOf('zh-CN')[key] ?? '', en: definitionsOf('en')[key] ?? '' };
}

/** Which clock runs on which record follows from the policy. */
function fileOf(model: Model): string {
  return isOfPolicy(model) ? 'pipeline/config/clock-candidates.ts' : `queries/${model.layer}/${model.name}.sql`;
}
