import { z } from 'zod'
import { checkIds, type CheckFinding } from '../adapters/checks/adapter-check.js'
import type { EngineFit } from '../adapters/engines/engine-fit.js'
import { engineIds } from '../adapters/engines/engine-id.js'
import { ruleIds, type BumpObjection, type BumpReason } from '../adapters/versions/bump-rule.js'
import type {
  AdapterBumpOutput,
  AdapterCheckOutput,
  AdapterCheckResult,
  AdapterConfigOutput,
  AdapterInspectOutput,
  AdapterPlainOutput,
  AdapterWeightsOutput,
} from '../cli/outputs/adapter-output.js'
import type { ShapeOf } from '../recipe/field-shape.js'
import { count } from './figures.js'

const version = z.literal(1).describe('Grows when a key changes its meaning.')
const adapter = z.string().describe('As it was named.')
const counts = z.record(z.string(), count)

const engines = z.array(
  z.strictObject({
    id: z.enum(engineIds).describe('As --engine names it.'),
    engine: z.string(),
    version: z.string().describe('A version, or a commit of its repository.'),
    seen: z.string().describe('Day on which that was looked up.'),
    how: z.enum(['measured', 'read']).describe('The engine was run, or its source read.'),
    source: z.string(),
    fit: z.enum(['loads', 'needs', 'wrong', 'refuses', 'unknown']),
    reasons: z.array(z.string()),
  } satisfies ShapeOf<EngineFit>),
)

const finding = z.strictObject({
  severity: z.enum(['error', 'warning', 'info']),
  where: z.string().describe('A file, a field of one, a module or a tensor.'),
  expected: z.string(),
  observed: z.string(),
  consequence: z.string().describe('What happens to who uses the adapter all the same.'),
  source: z
    .string()
    .exactOptional()
    .describe('Of what is known of an engine: how, when and from what.'),
} satisfies ShapeOf<CheckFinding>)

export const adapterCheckOutput: z.ZodType<AdapterCheckOutput> = z.strictObject({
  format_version: version,
  adapter,
  base: z.string().nullable().describe('As it was named; null without one.'),
  required_engines: z
    .array(z.enum(engineIds))
    .describe('That --engine named: what they refuse or serve wrong fails.'),
  strict: z.boolean().describe('Warnings fail, too.'),
  passed: z.boolean().describe('There are no errors, and with strict no warnings.'),
  checks: z.array(
    z.strictObject({
      check: z.enum(checkIds),
      verdict: z.enum(['passed', 'warned', 'failed', 'skipped']),
      reason: z.string().nullable().describe('Why it was skipped.'),
      findings: z.array(finding),
    } satisfies ShapeOf<AdapterCheckResult>),
  ),
  engines,
} satisfies ShapeOf<AdapterCheckOutput>)

export const adapterInspectOutput: z.ZodType<AdapterInspectOutput> = z.strictObject({
  format_version: version,
  adapter,
  format: z.enum(['safetensors', 'gguf']),
  file: z.string(),
  bytes: count,
  file_metadata: z.record(z.string(), z.string()),
  config: z
    .strictObject({
      peft_type: z.string(),
      task_type: z.string().nullable(),
      base_model: z.string(),
      rank: count,
      alpha: z.number(),
      dropout: z.number(),
      scaling: z.number().describe('What B times A is multiplied with.'),
      target_modules: z.array(z.string()),
    } satisfies ShapeOf<AdapterConfigOutput>)
    .nullable()
    .describe('As adapter_config.json says; null without one.'),
  weights: z.strictObject({
    tensors: count,
    modules: count,
    trained_parameters: count,
    dtypes: counts,
    ranks: counts,
    targets: counts,
    saved: z.array(z.string()),
  } satisfies ShapeOf<AdapterWeightsOutput>),
  features: z.array(z.string()),
  engines,
} satisfies ShapeOf<AdapterInspectOutput>)

export const adapterPlainOutput: z.ZodType<AdapterPlainOutput> = z.strictObject({
  format_version: version,
  out: z.string().describe('As it was named.'),
  rank: count.describe('Of all modules; alpha is the same.'),
  modules: count,
  scaled: count.describe('Modules whose B holds the scale now.'),
  padded: count.describe('Modules with zeros behind their own values.'),
} satisfies ShapeOf<AdapterPlainOutput>)

const level = z.enum(['major', 'minor', 'patch'])
const rule = z.enum(ruleIds)

export const adapterBumpOutput: z.ZodType<AdapterBumpOutput> = z.strictObject({
  format_version: version,
  before: z.string().describe('Version of the old release.'),
  declared: z.string().describe('Version that the new release says it has.'),
  level: level.nullable().describe('Null when nothing that a version stands for differs.'),
  required: z.string().nullable().describe('The old version raised by the level.'),
  reasons: z.array(
    z.strictObject({ rule, level, because: z.string() } satisfies ShapeOf<BumpReason>),
  ),
  passed: z.boolean().describe('There are no objections.'),
  objections: z.array(
    z.strictObject({
      rule,
      expected: z.string(),
      seen: z.string(),
    } satisfies ShapeOf<BumpObjection>),
  ),
} satisfies ShapeOf<AdapterBumpOutput>)
