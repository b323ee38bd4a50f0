import { z } from 'zod';

const text = z.strictObject({ text: z.string().min(1) });
const level = z.enum(['none', 'note', 'warning', 'error']);

/** RFC 3986 § 4.1 without a scheme: what may stand in a relative reference, `%` only before two digits. */
const relativeReference = z.string().regex(/^(?:[A-Za-z0-9\-._~!$&'()*+,;=@/]|%[0-9A-F]{2})+$/);

const region = z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1).optional() });

const location = z.strictObject({
  physicalLocation: z.strictObject({ artifactLocation: z.strictObject({ uri: relativeReference }), region: region.optional() }),
  logicalLocations: z.array(z.strictObject({ name: z.string(), kind: z.string() })).optional(),
});

const result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().min(0),
  level,
  message: text,
  // Code hosts show a result at its first location, and refuse one without.
  locations: z.array(location).min(1),
});

const rule = z.strictObject({
  id: z.string(),
  shortDescription: text,
  fullDescription: text,
  help: text,
  defaultConfiguration: z.strictObject({ level }),
});

const semanticVersion = z.string().regex(/^\d+\.\d+\.\d+$/);

const invocation = z.strictObject({
  executionSuccessful: z.boolean(),
  exitCode: z.int(),
  toolExecutionNotifications: z.array(z.strictObject({ level, message: text })).optional(),
});

const run = z.strictObject({
  tool: z.strictObject({
    driver: z.strictObject({ name: z.literal('fieldreview'), version: z.string(), semanticVersion, rules: z.array(rule) }),
  }),
  columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
  invocations: z.array(invocation),
  results: z.array(result),
});

/** What the schema cannot say (§ 3.49.3, 3.27.6): ids of rules are unique, and the index of a result is that of its rule. */
const consistentRun = run.refine(({ tool: { driver }, results }) => {
  const ids = driver.rules.map(({ id }) => id);
  return new Set(ids).size === ids.length && results.every(({ ruleId, ruleIndex }) => ids[ruleIndex] === ruleId);
});

/** The part of the SARIF 2.1.0 schema (OASIS, errata 01) that a log of this program uses, and nothing beside it. */
export const sarifLog = z.strictObject({ $schema: z.url(), version: z.literal('2.1.0'), runs: z.array(consistentRun).length(1) });
