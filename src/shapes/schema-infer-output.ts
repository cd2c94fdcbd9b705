import { z } from 'zod'
import type { SchemaClaim, SchemaInferOutput } from '../cli/outputs/schema-infer-output.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import { jsonObject } from './any-json.js'
import { count, dropCode } from './figures.js'

const claim = z.strictObject({
  pointer: z.string().describe('JSON Pointer of the subschema.'),
  keyword: z.string(),
  about: z.string().nullable().describe('The key, types, format, value or bound that it says.'),
  support: count.describe('Values that speak for it.'),
  of: count.describe('Values that there were.'),
  exception: count.nullable().describe('The first record that speaks against it, from 1.'),
} satisfies ShapeOf<SchemaClaim>)

export const schemaInferOutput: z.ZodType<SchemaInferOutput> = z.strictObject({
  format_version: z.literal(1).describe('Grows when a key changes its meaning.'),
  source: z.string().describe('Without secrets.'),
  records: z.strictObject({
    read: count,
    used: count.describe('What the schema rests on.'),
    left_out: z.partialRecord(dropCode, count).describe('No JSON, or without the field; by code.'),
    all_seen: z.boolean().describe('Nothing was left unread.'),
  } satisfies ShapeOf<SchemaInferOutput['records']>),
  is_crowded: z
    .boolean()
    .describe('There were too many different places to keep all that is known of each.'),
  schema: jsonObject.describe('Of draft 2020-12.'),
  claims: z.array(claim),
  file: z.string().nullable().describe('The file that was written.'),
} satisfies ShapeOf<SchemaInferOutput>)
