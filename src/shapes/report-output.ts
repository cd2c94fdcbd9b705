import { z } from 'zod'
import type { ExploreOutput } from '../cli/outputs/explore-output.js'
import type { CompareOutput, ReportOutput } from '../cli/outputs/report-output.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import {
  figureGroups,
  type ComparedExport,
  type ComparedFigure,
  type ComparedGate,
  type ComparedGateResult,
  type ComparedInput,
  type ComparedValue,
} from '../report/compare/comparison.js'
import type { NextStep } from '../report/html/next-step.js'
import { anyJson } from './any-json.js'
import { count, counts, sha256 } from './figures.js'
import { gate, gateName } from './gate.js'

const version = z.literal(1).describe('Grows when a key changes its meaning.')

const nextStep = z.strictObject({
  urgency: z.enum(['must', 'should', 'could']),
  finding: z.string().describe('With its numbers.'),
  about: z.string().exactOptional(),
  advice: z.string(),
  key: z.string().exactOptional().describe('Of the recipe, which decides.'),
} satisfies ShapeOf<NextStep>)

export const reportOutput: z.ZodType<ReportOutput> = z.strictObject({
  format_version: version,
  page: z.string().describe('Where the page was written.'),
  bytes: count,
  sha256: sha256.describe('Of the page.'),
  plan_digest: sha256,
  counts,
  gates: z.array(gate),
  next_steps: z.array(nextStep),
} satisfies ShapeOf<ReportOutput>)

const comparedExport = z.strictObject({
  path: z.string().describe('The folder as it was named.'),
  source: z.string(),
  plan_digest: sha256,
  loradex_version: z.string(),
} satisfies ShapeOf<ComparedExport>)

const number = z.number().nullable().describe('Null where the export does not have it.')

const gateResult = z
  .strictObject({
    observed: z.number().nullable(),
    allowed: z.number(),
    passed: z.boolean(),
  } satisfies ShapeOf<ComparedGateResult>)
  .nullable()

const values = z.array(
  z.strictObject({
    path: z.string().describe('Dotted keys in the recipe, a JSON Pointer in the schema.'),
    before: anyJson.exactOptional(),
    after: anyJson.exactOptional(),
  } satisfies ShapeOf<ComparedValue>),
)

const records = z
  .strictObject({ records: count, records_sha256: sha256.exactOptional() })
  .nullable()

export const compareOutput: z.ZodType<CompareOutput> = z.strictObject({
  format_version: version,
  before: comparedExport,
  after: comparedExport,
  compared_by: z
    .enum(['digests', 'sizes'])
    .describe(
      'sizes: the exports have no digests in common; the same then means as many records and bytes.',
    ),
  same_data: z.boolean().describe('The shards of samples are the same, byte for byte.'),
  same_rejects: z.boolean(),
  same_plan: z.boolean(),
  figures: z.array(
    z.strictObject({
      group: z.enum(figureGroups),
      name: z.string(),
      before: number,
      after: number,
    } satisfies ShapeOf<ComparedFigure>),
  ),
  gates: z.array(
    z.strictObject({
      gate: gateName,
      before: gateResult,
      after: gateResult,
    } satisfies ShapeOf<ComparedGate>),
  ),
  recipe: values,
  schema: values,
  inputs: z.array(
    z.strictObject({
      input: z.string(),
      before: records,
      after: records,
    } satisfies ShapeOf<ComparedInput>),
  ),
} satisfies ShapeOf<CompareOutput>)

export const exploreOutput: z.ZodType<ExploreOutput> = z.strictObject({
  format_version: version,
  url: z.string().describe('Of the first page.'),
  samples: count,
  rejects: count,
} satisfies ShapeOf<ExploreOutput>)
