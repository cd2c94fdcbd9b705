import { z } from 'zod'
import type { ShapeOf } from '../recipe/field-shape.js'
import type { CategoryCount, CategoryField } from '../records/categories.js'
import type { DuplicateCluster, Duplicates } from '../records/duplicates.js'
import type { Excerpts, RejectExcerpt, SampleExcerpt } from '../records/excerpts.js'
import { dropCodes } from '../report/funnel.js'
import { count, place } from './figures.js'

const clipped = z.boolean().describe('The text goes on.')

const cluster = z.strictObject({
  kept: place.describe('Where the kept record was read.'),
  copies: count.describe('Records dropped in favour of it.'),
  text: z.string().describe('Start of the content, as JSON text.'),
  clipped,
} satisfies ShapeOf<DuplicateCluster>)

export const duplicates: z.ZodType<Duplicates> = z.strictObject({
  records: count.describe('Records dropped as duplicates.'),
  samples_repeated: count.describe('Kept samples with at least one copy.'),
  largest: z.array(cluster).max(10),
} satisfies ShapeOf<Duplicates>)

const categoryCount = z.strictObject({
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  count,
} satisfies ShapeOf<CategoryCount>)

export const category: z.ZodType<CategoryField> = z.strictObject({
  field: z.string(),
  from: z.enum(['metadata', 'split']),
  samples: count.describe('Samples that have the field.'),
  uncounted: count.describe('Samples whose value is too long or nested.'),
  values: z.array(categoryCount).max(20).describe('The most frequent.'),
  other: count.describe('Sum of all other counts.'),
  distinct: count.describe('Different values.'),
  exact: z.boolean().describe('False: there are more values than `distinct`.'),
} satisfies ShapeOf<CategoryField>)

const sample = z.strictObject({
  at: place,
  split: z.string(),
  weight: z.number().exactOptional(),
  line: z.string().describe('Start of the line as it was written.'),
  clipped,
} satisfies ShapeOf<SampleExcerpt>)

const textOrNumber = z.union([z.string(), z.number()])

const reject = z.strictObject({
  at: place,
  code: z.enum(dropCodes),
  rule: z.string(),
  observed: textOrNumber,
  allowed: textOrNumber,
  errors: z.array(z.string()).exactOptional(),
  kept: place.exactOptional(),
  record: z.string().exactOptional(),
  record_base64: z.string().exactOptional(),
  clipped,
} satisfies ShapeOf<RejectExcerpt>)

export const excerpts: z.ZodType<Excerpts> = z.strictObject({
  samples: z.array(sample).max(200),
  rejects: z.array(reject).max(200),
} satisfies ShapeOf<Excerpts>)
