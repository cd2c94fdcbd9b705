import { z } from 'zod'
import { MAX_RECORD_BYTES } from '../sources/limits.js'
import { adapterMetadataShape } from './adapter-shape.js'
import { addedTwice, leavesOut } from './added-members.js'
import { digits } from './digits.js'
import {
  fieldSource,
  flag,
  isObject,
  jsonObject,
  templateProblems,
  type ShapeOf,
} from './field-shape.js'
import type {
  FieldMapping,
  GatesRecipe,
  MetadataRecipe,
  QualityRecipe,
  Recipe,
  ReportRecipe,
  SplitRecipe,
  WeightingRecipe,
} from './recipe.js'
import type { CustomStyle } from '../styles/custom-style.js'
import { output } from './output-shape.js'
import { qualityMetrics } from './quality-metrics-shape.js'
import { sourceShape } from './source-shape.js'
import { structuredGen } from './structured-gen-shape.js'

/** The only version there is. */
const FORMAT_VERSION = 1
/** Above these, a number is a slip of the finger; below, arithmetic with it stays exact. */
const HIGHEST_WEIGHT = 1_000_000_000
const LONGEST_HALF_LIFE_DAYS = 365_000
const MOST_SAMPLES = 1_000_000_000_000
/** Shares such as 0.7, 0.2 and 0.1 add up to one only nearly. */
const SHARE_TOLERANCE = 1e-9

function field(path: string, description: string): z.ZodDefault<typeof fieldSource> {
  return fieldSource.default(path).describe(description)
}

const weight = z.number().min(0).max(HIGHEST_WEIGHT)
const share = z.number().min(0).max(1)
const textLength = z.int().min(0).max(MAX_RECORD_BYTES)

const fieldMapping = z.strictObject({
  instruction_field: field('question', 'instruction_tuning: what the model is asked.'),
  input_field: field('context', 'instruction_tuning: further input, left out when empty.'),
  output_field: field('answer', 'instruction_tuning: text, object or array to be produced.'),
  text_field: field('content', 'text_completion: the text.'),
  system_field: field('system_prompt', 'chat_completion: the system message, if not empty.'),
  user_field: field('user_message', 'chat_completion: the user message.'),
  assistant_field: field('assistant_response', 'chat_completion: the answer.'),
  messages_field: field('messages', 'chat_completion: a whole conversation, used when present.'),
  tools_field: field('tools', 'chat_completion: tool definitions beside the messages.'),
  prompt_field: field('prompt', 'preference: text or messages before the answer.'),
  chosen_field: field('chosen', 'preference: the better answer.'),
  rejected_field: field('rejected', 'preference: the worse answer.'),
} satisfies ShapeOf<FieldMapping>)

/** What fields are called where the recipe does not say. */
export function usualFields(): FieldMapping {
  return fieldMapping.parse({})
}

const custom = z.strictObject({
  template: jsonObject
    .superRefine((tree, context) => {
      for (const problem of templateProblems(tree)) context.addIssue({ code: 'custom', ...problem })
    })
    .describe('The sample: each text is a template, {{path}} alone keeps the type.'),
  output: z
    .string()
    .regex(/^(?:\/(?:[^~/]|~[01])*)*$/u)
    .meta({ title: 'a JSON Pointer such as /answer' })
    .exactOptional()
    .describe('JSON Pointer into the sample to the text the model must produce.'),
} satisfies ShapeOf<CustomStyle>)

const metadata = z.strictObject({
  include_metadata: flag(true, 'Writes a metadata object into each sample.'),
  metadata_fields: z
    .union([z.array(z.string().min(1)), z.record(z.string().min(1), fieldSource)])
    .default(['source', 'category', 'tags'])
    .describe('Names of fields, or name → path.'),
} satisfies ShapeOf<MetadataRecipe>)

const weighting = z
  .strictObject({
    enable_weights: flag(true, 'Writes a weight into each sample.'),
    weight_field: field('importance', 'The explicit weight, used as it is.'),
    default_weight: weight.default(1).describe('For records without an explicit weight.'),
    auto_weight_by_length: flag(false, 'Multiplies by 1 + min(0.5, code points / 2000).'),
    auto_weight_by_freshness: flag(false, 'Multiplies by 0.5 ^ (age / half-life).'),
    timestamp_field: field('created_at', 'When the record was made.'),
    freshness_half_life_days: z
      .number()
      .positive()
      .max(LONGEST_HALF_LIFE_DAYS)
      .default(90)
      .describe('Age at which the weight has halved, in days.'),
    reference_time: z.iso
      .datetime({ offset: true })
      .meta({ title: 'an ISO 8601 instant such as 2024-11-21T00:00:00Z' })
      .exactOptional()
      .describe('Instant that ages are counted from; the start of the current UTC day if absent.'),
    min_weight: weight.exactOptional().describe('Lower weights are raised to it.'),
    max_weight: weight.exactOptional().describe('Higher weights are lowered to it.'),
  } satisfies ShapeOf<WeightingRecipe>)
  .refine((section) => !isAbove(section.min_weight, section.max_weight), {
    path: ['min_weight'],
    error: atMost('min_weight', 'max_weight'),
    params: { hint: 'Lower min_weight, or raise max_weight.' },
    when: isObject,
  })

const quality = z
  .strictObject({
    min_text_length: textLength.default(10).describe('Shorter produced texts are dropped.'),
    max_text_length: textLength.default(8192).describe('Longer produced texts are dropped.'),
    skip_empty_outputs: flag(true, 'Drops samples with nothing to produce.'),
    skip_duplicates: flag(true, 'Keeps the first of equal samples.'),
  } satisfies ShapeOf<QualityRecipe>)
  .refine((section) => !isAbove(section.min_text_length, section.max_text_length), {
    path: ['min_text_length'],
    error: atMost('min_text_length', 'max_text_length'),
    params: { hint: 'Lower min_text_length, or raise max_text_length.' },
    when: isObject,
  })

const dedup = z.strictObject({
  normalize: z
    .enum(['none', 'nfc', 'fold'])
    .default('none')
    .describe('What counts as equal: fold is NFKC, case and white space.'),
} satisfies ShapeOf<Recipe['dedup']>)

const splitName = z
  .string()
  .regex(/^(?!rejects$)[a-z][a-z0-9_]*$/u)
  .meta({ title: 'a name of a-z, 0-9 and _ that starts with a letter and is not rejects' })

const split = z.strictObject({
  key: fieldSource.describe('Records whose value here is equal share a split.'),
  ratios: z
    .record(splitName, z.number().positive().max(1))
    .refine((ratios) => Math.abs(sum(Object.values(ratios)) - 1) <= SHARE_TOLERANCE, {
      error: ({ input }) => `expected shares that sum to 1, saw a sum of ${sumOf(input)}`,
      params: { hint: 'Change the shares so that they sum to 1.' },
    })
    .describe('Name → share; shares sum to 1.'),
} satisfies ShapeOf<SplitRecipe>)

const gates = z.strictObject({
  min_compliance_rate: share.exactOptional().describe('Share of samples the schema accepts.'),
  max_duplicate_rate: share.exactOptional().describe('Share of records dropped as duplicates.'),
  max_drop_rate: share.exactOptional().describe('Share of records dropped for any reason.'),
  min_samples: z.int().min(0).max(MOST_SAMPLES).exactOptional().describe('Samples written.'),
  min_diversity_score: share.exactOptional().describe('0 to 1.'),
} satisfies ShapeOf<GatesRecipe>)

/** More would not fit into the one page of a report. */
const MOST_ROWS = 200
const rows = z.int().min(0).max(MOST_ROWS).default(MOST_ROWS)

const report = z.strictObject({
  sample_rows: rows.describe('Samples shown in the report; 0 for none.'),
  reject_rows: rows.describe('Rejects shown in the report; 0 for none.'),
  html: flag(true, 'Writes report.html.'),
} satisfies ShapeOf<ReportRecipe>)

export const recipeShape: z.ZodType<Recipe> = z
  .strictObject({
    format_version: z
      .int()
      .min(1)
      .refine((version) => version <= FORMAT_VERSION, {
        error: `expected at most ${FORMAT_VERSION}`,
        params: { hint: 'Update loradex to read this recipe.' },
      })
      .default(FORMAT_VERSION)
      .describe('Version of the recipe format.'),
    source: sourceShape.describe('Where the records are.'),
    style: z
      .enum(['instruction_tuning', 'chat_completion', 'text_completion', 'preference', 'custom'])
      .default('instruction_tuning')
      .describe('The shape of the samples.'),
    field_mapping: fieldMapping.prefault({}).describe('Where each field comes from.'),
    custom: custom.exactOptional().describe('The sample of style custom.'),
    metadata: metadata.prefault({}).describe('Facts carried along with each sample.'),
    weighting: weighting.prefault({}).describe('explicit × length × freshness.'),
    quality: quality.prefault({}).describe('Lengths are code points of the produced text.'),
    dedup: dedup.prefault({}).describe('How duplicates are told.'),
    structured_gen: structuredGen
      .prefault({})
      .describe('Validation against a JSON Schema, a regex or a grammar.'),
    adapter_metadata: adapterMetadataShape.describe('Provenance of the adapter.'),
    quality_metrics: qualityMetrics.prefault({}).describe('What is measured.'),
    split: split.exactOptional().describe('Absent: everything is train.'),
    gates: gates.prefault({}).describe('An export that misses one exits with 3.'),
    report: report.prefault({}).describe('What the report shows of single records.'),
    output: output.prefault({}).describe('What is written where.'),
  } satisfies ShapeOf<Recipe>)
  .refine(({ style, custom: customStyle }) => style !== 'custom' || customStyle !== undefined, {
    path: ['style'],
    error: 'expected a section custom with the template of the samples, saw none',
    params: { hint: 'Add custom: { template: { text: "{{title}}" } }, or choose another style.' },
    when: isObject,
  })
  .refine(leavesOut('weight'), addedTwice('weight'))
  .refine(leavesOut('metadata'), addedTwice('metadata'))
  .refine(leavesOut('__schema__'), addedTwice('__schema__'))

/** Of what may not be numbers: these checks also run on a section that is wrong elsewhere. */
function isAbove(left: unknown, right: unknown): boolean {
  return typeof left === 'number' && typeof right === 'number' && left > right
}

function atMost(low: string, high: string): (issue: { readonly input: unknown }) => string {
  return ({ input }) => {
    const limits = new Map(Object.entries(input ?? {}))
    return `expected at most ${high}, which is ${digits(limits.get(high))}, saw ${digits(limits.get(low))}`
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function sumOf(ratios: unknown): number {
  const shares: unknown[] = Object.values(ratios ?? {})
  return Number(sum(shares.filter((item) => typeof item === 'number')).toFixed(12))
}
