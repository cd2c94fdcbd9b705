import { z } from 'zod'
import type {
  ColumnOutput,
  InitOutput,
  ProposalOutput,
  RecordsOutput,
} from '../cli/outputs/init-output.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import { anyJson, jsonObject } from './any-json.js'
import { count, share } from './figures.js'

const counted = z.record(z.string(), count)

const records = z.strictObject({
  looked_at: count,
  total: count.nullable().describe('Null when it is not known.'),
  total_is_exact: z.boolean(),
  all_seen: z.boolean().describe('Every record was looked at.'),
  damaged: counted.describe('Records that cannot be read, by drop code.'),
} satisfies ShapeOf<RecordsOutput>)

const column = z.strictObject({
  path: z.string().describe('As a recipe names it.'),
  type: z.enum(['text', 'number', 'boolean', 'mixed', 'messages', 'list', 'object', 'empty']),
  filled: share.describe('Of the records in which there is something.'),
  distinct: count.describe('Different values.'),
  distinct_is_exact: z.boolean(),
  length: z
    .strictObject({ min: z.number(), median: z.number(), max: z.number() })
    .nullable()
    .describe('Of texts in code points, of lists in items; null for others.'),
  example: anyJson,
} satisfies ShapeOf<ColumnOutput>)

const proposal = z.strictObject({
  kept: count.describe('Of the records looked at.'),
  dropped: counted.describe('By drop code.'),
  blank: count.describe('Samples with nothing to produce.'),
  duplicates: count,
  recipe: jsonObject,
  reasons: z.record(z.string(), z.string()).describe('JSON Pointer into the recipe → why.'),
  schema: anyJson.describe('The JSON Schema of the samples.'),
} satisfies ShapeOf<ProposalOutput>)

export const initOutput: z.ZodType<InitOutput> = z.strictObject({
  format_version: z.literal(1).describe('Grows when a key changes its meaning.'),
  source: z.string().describe('As it was named, without secrets.'),
  records,
  columns: z.array(column),
  proposal,
  environment: z.array(z.string()).describe('Variables of the recipe that are not set.'),
  files: z.array(z.string()).describe('Written, or to be written: the recipe first.'),
} satisfies ShapeOf<InitOutput>)
