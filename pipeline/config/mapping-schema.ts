import { z } from 'zod';
import { contracts } from '../contracts/index.js';
import { dateOrders, durationUnits } from './mapping.js';
import { mappingFaults } from './mapping-faults.js';
import { text, words } from './setting-texts.js';

const headers = words.min(1, { error: 'must name at least one header' });

const encoding = text.refine(isEncoding, { error: 'is not an encoding that can be read, such as utf-8 or gb18030' });
const delimiter = text.refine((value) => /^(tab|[ -~\t])$/.test(value), { error: 'must be one ASCII character, or the word tab' });
const part = text.refine((value) => /^(first|last|[1-9]\d{0,2})$/.test(value), { error: 'must be a number from 1, first or last' });

const computedColumn = z.strictObject({
  join: headers.optional(),
  with: z.string().optional(),
  split: text.optional(),
  by: text.optional(),
  take: part.optional(),
  last_of: headers.optional(),
  duration_after: text.optional(),
  duration: text.optional(),
  unit: z.enum(durationUnits).optional(),
  yes_no: text.optional(),
  yes: headers.optional(),
  no: headers.optional(),
});

const rowFilter = z.strictObject({
  column: text,
  in: headers.optional(),
  not_in: headers.optional(),
  empty: z.boolean().optional(),
});

/** The settings a mapping has beside `files`; a preset may give any of them. */
export const mappingSettings = {
  dataset: z.enum(contracts.map((contract) => contract.dataset)).optional(),
  sheet: text.optional(),
  encoding: encoding.optional(),
  delimiter: delimiter.optional(),
  header_row: z.int().min(1, { error: 'must be 1 or more' }).optional(),
  date_order: z.enum(dateOrders).optional(),
  columns: z.record(text, z.union([text, words.min(1)])).prefault({}),
  values: z.record(text, z.record(z.string(), z.string())).prefault({}),
  constants: z.record(text, z.string()).prefault({}),
  null_tokens: z.array(z.string()).prefault([]),
  null_tokens_by_column: z.record(text, z.array(z.string())).optional(),
  computed: z.record(text, computedColumn).optional(),
  filters: z.array(rowFilter).optional(),
  ignore: words.optional(),
};

/** An entry of `mappings` as users write it. */
export const mappingSchema = z
  .strictObject({ files: text, preset: text.optional(), ...mappingSettings })
  .superRefine((written, context) => {
    for (const { path, message } of mappingFaults(written)) context.addIssue({ code: 'custom', path: [...path], message });
  });

export type WrittenMapping = z.output<typeof mappingSchema>;

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
