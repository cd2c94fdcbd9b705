import { z } from 'zod'
import type {
  AppendedFacts,
  ExportOutput,
  LaneFacts,
  RunFacts,
} from '../cli/outputs/export-output.js'
import type { SparkFacts } from '../recipe/export-recipe.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import type {
  DistinctNgramsReport,
  DiversityReport,
  ReportDocument,
  SchemaValidationReport,
  TopError,
} from '../report/report-document.js'
import type { TextConstraintFacts } from '../report/report.js'
import { anyJson, jsonObject } from './any-json.js'
import { emitted } from './emitted.js'
import { category, duplicates, excerpts } from './excerpts.js'
import { gate } from './gate.js'
import { count, counts, digests, input, place, sha256, shard, share } from './figures.js'

const topError = z.strictObject({
  keyword: z.string(),
  schema_pointer: z.string().describe('JSON Pointer to the keyword in the schema.'),
  count,
  example: z.strictObject({
    at: place,
    instance_pointer: z.string().describe('JSON Pointer into the sample.'),
    message: z.string(),
  } satisfies ShapeOf<TopError['example']>),
} satisfies ShapeOf<TopError>)

const textConstraint = z.strictObject({
  kind: z.enum(['regex', 'grammar']),
  format: z.enum(['lark', 'ebnf', 'gbnf']).exactOptional().describe('Of a grammar.'),
  text: z.string().describe('As the recipe has it.'),
} satisfies ShapeOf<TextConstraintFacts>)

const schemaValidation = z.strictObject({
  total_validated: count,
  compliant: count,
  violations: count,
  compliance_rate: share.nullable(),
  recent_errors: z.array(z.string()).max(10),
  top_errors: z.array(topError).max(10),
} satisfies ShapeOf<SchemaValidationReport>)

const distinctNgrams = z.strictObject({
  method: z.string(),
  words: count,
  pairs: count,
  triples: count,
  different_words: count,
  different_pairs: count,
  different_triples: count,
  distinct_1: share.nullable(),
  distinct_2: share.nullable(),
  distinct_3: share.nullable(),
  relative_standard_error: share,
} satisfies ShapeOf<DistinctNgramsReport>)

const diversity = z.strictObject({
  method: z.string(),
  sample_size: count,
  tokens: count,
  distinct_1: share.nullable(),
  distinct_2: share.nullable(),
  distinct_3: share.nullable(),
  score: share.nullable(),
  standard_error: z.number().min(0).nullable(),
  interval_95: z.tuple([share, share]).nullable(),
} satisfies ShapeOf<DiversityReport>)

/** All but the excerpts, as `loradex export --json` prints it. */
const figures = {
  format_version: z.literal(1),
  loradex_version: z.string().describe('The version that wrote it.'),
  plan_digest: sha256.describe('Over recipe, schema, parts and version.'),
  source: z.string().describe('The source, without secrets.'),
  inputs: z.array(input),
  counts,
  gates: z.array(gate),
  schema_validation: schemaValidation.exactOptional(),
  length_distribution: z
    .record(z.string().regex(/^[0-9]+$/u), count)
    .exactOptional()
    .describe('Samples by the first length of a bucket of 100 code points.'),
  diversity_score: share.nullable().exactOptional(),
  diversity: diversity.exactOptional(),
  distinct_ngrams: distinctNgrams.exactOptional(),
  emitted,
  duplicates: duplicates.exactOptional(),
  categories: z.array(category).max(11),
  digests: digests.exactOptional(),
  shards: z.array(shard),
  rejects: z.array(shard),
  per_sample: z.array(shard),
  recipe: jsonObject.describe('With defaults, without secrets and output path.'),
  schema: anyJson.exactOptional().describe('The JSON Schema of the samples.'),
  text_constraint: textConstraint.exactOptional().describe('What produced texts must match.'),
} satisfies ShapeOf<Omit<ReportDocument, 'excerpts'>>

export const report: z.ZodType<ReportDocument> = z.strictObject({ ...figures, excerpts })

export const exportOutput: z.ZodType<ExportOutput> = z.strictObject({
  ...figures,
  run: z
    .strictObject({
      path: z.string().describe('The folder that was written.'),
      duration_ms: count,
      bytes_written: count.describe('Of the shards.'),
      workers: count.describe('Threads that were started; 0: the main thread did everything.'),
      lanes: z
        .strictObject({
          bytes: count.describe('Records that were decided as bytes.'),
          objects: count.describe('Records that were decided as objects.'),
          reasons: z.record(z.string(), count).describe('Of these, by reason.'),
          no_byte_lane: z.string().nullable().describe('Why no record could be decided as bytes.'),
        } satisfies ShapeOf<LaneFacts>)
        .describe('Records by the lane that has decided them.'),
      resumed_at: count
        .exactOptional()
        .describe('Records that an interrupted export had read before this one went on with it.'),
      appended_to: z
        .strictObject({
          manifest_sha256: sha256.describe('Of its manifest.'),
          read: count.describe('Records that it had read.'),
          emitted: count.describe('Samples that it had emitted.'),
          unchanged: z.boolean().describe('Nothing was new: the export stays as it was.'),
        } satisfies ShapeOf<AppendedFacts>)
        .exactOptional()
        .describe('The export that this one appends to.'),
      spark: z
        .strictObject({
          version: z.string(),
          master: z.string().describe('The cluster, as it was named.'),
          application: z.string().describe("As Spark's own pages call it."),
          tasks: count,
          retried: count.describe('Tasks that ended well only when tried again.'),
        } satisfies ShapeOf<SparkFacts>)
        .exactOptional()
        .describe('What a Spark cluster tells of it; absent where this machine did everything.'),
    } satisfies ShapeOf<RunFacts>)
    .describe('Differs from run to run; all else does not.'),
} satisfies ShapeOf<ExportOutput>)
