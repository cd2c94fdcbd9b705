import { z } from 'zod'
import type { MetadataProblem } from '../adapters/metadata-problem.js'
import type { CheckOutput, DoctorOutput } from '../cli/outputs/doctor-output.js'
import type { DryRunOutput } from '../cli/outputs/dry-run-output.js'
import type {
  MetadataBuildOutput,
  MetadataChange,
  MetadataCheckOutput,
  MetadataSetOutput,
  MetadataShowOutput,
} from '../cli/outputs/metadata-output.js'
import type { PlanOutput } from '../cli/outputs/plan-output.js'
import type { RequestOutput } from '../cli/outputs/request-output.js'
import type { ValidateOutput } from '../cli/outputs/validate-output.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import { engineNames } from '../requests/engine.js'
import { anyJson, jsonObject } from './any-json.js'
import { count, dropCode, place, sha256, share } from './figures.js'

const version = z.literal(1).describe('Grows when a key changes its meaning.')
const warnings = z.array(z.string()).describe('What is odd about the schema without being wrong.')

export const dryRunOutput: z.ZodType<DryRunOutput> = z.strictObject({
  format_version: version,
  target: z.string().describe('The folder that would be written.'),
  plan_digest: sha256,
  source: z.string().describe('The source, without secrets.'),
  inputs: z.array(z.strictObject({ input: z.string(), parts: count })),
  read: count.describe('Records looked at, up to 1,000.'),
  emitted: count.describe('Of those, samples.'),
  samples: z.array(z.string()).describe('The first lines of the data, as they would be written.'),
  rejects: z.array(
    z.strictObject({
      at: place,
      code: dropCode,
      rule: z.string(),
      observed: z.union([z.string(), z.number()]),
      allowed: z.union([z.string(), z.number()]),
      errors: z.array(z.string()).exactOptional().describe('One line for each cause.'),
      kept: z.string().exactOptional().describe('Where a duplicate was first read.'),
    } satisfies ShapeOf<DryRunOutput['rejects'][number]>),
  ),
  warnings,
  appended_to: z
    .strictObject({
      read: count.describe('Records that it has read.'),
      emitted: count.describe('Samples that it has emitted.'),
    })
    .exactOptional()
    .describe('The export that would be appended to; all else is of what would be added.'),
} satisfies ShapeOf<DryRunOutput>)

export const planOutput: z.ZodType<PlanOutput> = z.strictObject({
  format_version: version,
  path: z.string().describe('The file that was written.'),
  plan_digest: sha256,
  parts: count.describe('Of the input.'),
  tasks: count.describe('Of the cluster: neighbouring parts in one go.'),
  spark_submit: z
    .array(z.string())
    .describe('The command that has a cluster make the export, word by word.'),
} satisfies ShapeOf<PlanOutput>)

export const validateOutput: z.ZodType<ValidateOutput> = z.strictObject({
  format_version: version,
  total_validated: count,
  compliant: count,
  violations: count,
  unreadable: count.describe('Lines that are no JSON object; not validated.'),
  compliance_rate: share.nullable().describe('Null when nothing was validated.'),
  min_compliance_rate: share,
  passed: z.boolean(),
  warnings,
  invalid: z
    .array(z.strictObject({ at: place, errors: z.array(z.string()) }))
    .describe('The first invalid lines, as many as --max-errors says.'),
} satisfies ShapeOf<ValidateOutput>)

export const requestOutput: z.ZodType<RequestOutput> = z.strictObject({
  format_version: version,
  engine: z.enum(engineNames),
  version: z.string().describe('Of the engine, as far as is known what it does.'),
  source: z.string().describe('Who says so.'),
  endpoint: z.string().describe('Where the body goes.'),
  notation: z.enum(['json-schema', 'regex', 'lark', 'ebnf', 'gbnf']),
  body: anyJson.exactOptional().describe('What to send.'),
  code: z.string().exactOptional().describe('The Python to run, for Outlines.'),
  warnings: z.array(z.string()).describe('What the engine does not enforce.'),
} satisfies ShapeOf<RequestOutput>)

const metadataFile = {
  format_version: version,
  file: z.string().describe('As it was named.'),
  metadata: jsonObject.describe('The file, with keys that loradex does not know.'),
} satisfies ShapeOf<MetadataShowOutput>

export const metadataShowOutput: z.ZodType<MetadataShowOutput> = z.strictObject(metadataFile)

export const metadataSetOutput: z.ZodType<MetadataSetOutput> = z.strictObject({
  ...metadataFile,
  written: z.boolean().describe('False for a dry run.'),
  changes: z.array(
    z.strictObject({
      key: z.string().describe('Dotted path.'),
      before: anyJson.describe('Null for what was not there.'),
      after: anyJson,
    } satisfies ShapeOf<MetadataChange>),
  ),
} satisfies ShapeOf<MetadataSetOutput>)

export const metadataBuildOutput: z.ZodType<MetadataBuildOutput> = z.strictObject({
  ...metadataFile,
  written: z.boolean().describe('False for a dry run.'),
} satisfies ShapeOf<MetadataBuildOutput>)

const metadataProblems = z.array(
  z.strictObject({
    pointer: z.string().describe('JSON Pointer into the file; empty for the whole.'),
    expected: z.string(),
    seen: z.string(),
  } satisfies ShapeOf<MetadataProblem>),
)

export const metadataCheckOutput: z.ZodType<MetadataCheckOutput> = z.strictObject({
  format_version: version,
  file: z.string().describe('As it was named.'),
  passed: z.boolean(),
  errors: metadataProblems,
  warnings: metadataProblems,
} satisfies ShapeOf<MetadataCheckOutput>)

export const doctorOutput: z.ZodType<DoctorOutput> = z.strictObject({
  format_version: version,
  loradex_version: z.string(),
  passed: z.boolean().describe('Nothing failed; warnings there may be.'),
  checks: z.array(
    z.strictObject({
      id: z.string().describe('For example node, driver.duckdb or recipe.source.'),
      verdict: z.enum(['ok', 'warn', 'fail']),
      saw: z.string(),
      advice: z.string().exactOptional().describe('What to do, for all but ok.'),
    } satisfies ShapeOf<CheckOutput>),
  ),
} satisfies ShapeOf<DoctorOutput>)
