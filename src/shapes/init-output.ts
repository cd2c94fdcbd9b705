import { z } from 'zod'
import type { InitColumn, InitOutput } from '../cli/outputs/init-output.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import { anyJson, jsonObject } from './any-json.js'
import { count, dropCode, share } from './figures.js'

const byCode = z.partialRecord(dropCode, count)

const records = z.strictObject({
  looked_at: count,
  total: count.nullable().describe('Records of the source; null when nobody knows.'),
  total_is_exact: z.boolean(),
  all_seen: z.boolean().describe('Every record was looked at: what is said holds for all.'),
  damaged: byCode.describe('Records that cannot be read, by drop code.'),
} satisfies ShapeOf<InitOutput['records']>)

const length = z.strictObject({
  min: count,
  median: count.describe('Off by a tenth at most.'),
  max: count,
} satisfies ShapeOf<NonNullable<InitColumn['length']>>)

const column = z.strictObject({
  path: z.string().describe('As a recipe names it.'),
  type: z.enum(['text', 'number', 'boolean', 'mixed', 'messages', 'list', 'object', 'empty']),
  filled: share.describe('Records with a value that is not null and not blank.'),
  distinct: count.describe('Different numbers and texts.'),
  distinct_is_exact: z.boolean(),
  length: length.nullable().describe('Of texts in characters, of lists in items.'),
  example: anyJson,
} satisfies ShapeOf<InitColumn>)

const proposal = z.strictObject({
  kept: count.describe('Records looked at that the style can use.'),
  dropped: byCode.describe('The others, by drop code.'),
  blank: count.describe('Kept, with nothing to produce.'),
  duplicates: count.describe('Kept, and the same as an earlier one.'),
  recipe: jsonObject.describe('As the file says it.'),
  reasons: z.record(z.string(), z.string()).describe('JSON Pointer into the recipe → why.'),
  schema: jsonObject.describe('JSON Schema of the samples.'),
} satisfies ShapeOf<InitOutput['proposal']>)

export const initOutput: z.ZodType<InitOutput> = z.strictObject({
  format_version: z.literal(1).describe('Grows when a key changes its meaning.'),
  source: z.string().describe('Without secrets.'),
  records,
  columns: z.array(column),
  proposal,
  environment: z.array(z.string()).describe('Variables to set before the recipe can be run.'),
  files: z.array(z.string()).describe('The recipe first.'),
  written: z.boolean().describe('False for a dry run.'),
} satisfies ShapeOf<InitOutput>)
