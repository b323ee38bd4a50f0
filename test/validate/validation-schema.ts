import { z } from 'zod';

const count = z.int().min(0);
const texts = z.array(z.string());
const code = z.string().regex(/^[a-z_]+$/);

const file = z.strictObject({
  path: z.string().min(1),
  sheet: z.string(),
  dataset: z.string().min(1),
  form: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  read: count,
  rejected: count,
  skipped_lines: count,
  rejected_by_code: z.record(code, count),
  unknown_headers: texts,
  repeated_headers: texts,
  mapping: z.string(),
  filtered_rows: count,
  absent_headers: texts,
});

const reject = z.strictObject({
  file: z.string(),
  line: z.int().min(1),
  code,
  codes: z.array(code),
  columns: texts,
  message: z.string().min(1),
});

/** The document of `validate --format json`: scripts hold on to these names, so a change here is one for them. */
export const validationDocument = z.strictObject({
  valid: z.boolean(),
  files: z.array(file),
  bad_files: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  unrecognised: z.array(z.strictObject({ path: z.string(), sheet: z.string(), reason: z.string() })),
  ignored_files: texts,
  inputs_without_exports: texts,
  rejects: z.array(reject),
  more_rejects: count,
});
