import { z } from 'zod';
import { contracts } from '../contracts/index.js';
import { type JsonSchema, jsonSchemaOf } from '../contracts/json-schema.js';
import { configurationSchema } from './configuration-schema.js';

/**
 * JSON Schema (2020-12) of the configuration file, for editors; below `$defs` those of the typed rows of each dataset. What
 * compares two settings, such as a word listed twice, is beyond it.
 */
export function configurationJsonSchema(): JsonSchema {
  return {
    title: 'fieldreview.yaml',
    ...z.toJSONSchema(configurationSchema, { io: 'input', unrepresentable: 'any' }),
    $defs: Object.fromEntries(contracts.map((contract) => [contract.dataset, jsonSchemaOf(contract)])),
  };
}
