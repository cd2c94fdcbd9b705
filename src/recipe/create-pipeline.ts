import type { Pipeline } from '../export/pipeline.js'
import { shapeOf } from '../kernel/json-shape.js'
import type { Json, JsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { ShapedObject } from '../kernel/shaped-object.js'
import { canonicalJson } from '../kernel/write-json.js'
import { columnTypes } from '../metrics/column-types.js'
import { distinctNgrams } from '../metrics/distinct-ngrams.js'
import { diversity } from '../metrics/diversity.js'
import { inferredSchema } from '../metrics/inferred-schema.js'
import { lengthDistribution } from '../metrics/length-distribution.js'
import type { Metric } from '../metrics/metric.js'
import { schemaCompliance } from '../metrics/schema-compliance.js'
import { compileSchema } from '../schema/validate/compile-schema.js'
import type { Validator } from '../schema/validate/validator.js'
import { emptyOutput } from '../stages/empty-output.js'
import { schemaViolation } from '../stages/schema-violation.js'
import { createSplitter } from '../stages/split.js'
import type { Stage } from '../stages/stage.js'
import { textLength } from '../stages/text-length.js'
import { wantedMetrics } from './wanted-metrics.js'
import { categorySources, namedFields } from './category-sources.js'
import { textMismatch } from '../stages/text-mismatch.js'
import { createWeigher, type Weigher } from '../stages/weight.js'
import { chatCompletion } from '../styles/chat-completion.js'
import { customStyle } from '../styles/custom-style.js'
import { compileField } from '../styles/field-getter.js'
import { instructionTuning } from '../styles/instruction-tuning.js'
import { preference } from '../styles/preference.js'
import type { Style } from '../styles/style.js'
import { textCompletion } from '../styles/text-completion.js'
import { createTextCheck } from './create-text-check.js'
import type {
  MetadataRecipe,
  Recipe,
  SplitRecipe,
  StructuredGenRecipe,
  WeightingRecipe,
} from './recipe.js'
import type { TextConstraint } from './text-constraint.js'

/**
 * Everything that is done to a record, as the recipe says; `schemaText` is the schema it names,
 * `constraint` its regex or grammar.
 */
export function createPipeline(
  recipe: Recipe,
  schemaText: string | undefined,
  constraint?: TextConstraint,
): Pipeline {
  const { structured_gen, weighting, metadata, split, quality, dedup, report } = recipe
  const validator = createValidator(recipe, schemaText)
  const normalizeText = createNormalizer(dedup.normalize)
  const includesSchema = structured_gen.include_schema_in_output && schemaText !== undefined
  return {
    style: createStyle(recipe),
    ...(validator && { validator }),
    ...(constraint && { checkText: createTextCheck(constraint) }),
    stages: createStages(recipe),
    metrics: createMetrics(recipe),
    ...(weighting.enable_weights && { weigh: createWeights(weighting) }),
    ...createSplit(split),
    ...(metadata.include_metadata && { metadataOf: createMetadata(metadata) }),
    ...(includesSchema && { schemaText: schemaText.replaceAll('\n', '') }),
    ...(normalizeText && { normalizeText }),
    categories: categorySources(recipe),
    excerptRows: { samples: report.sample_rows, rejects: report.reject_rows },
    dropDuplicates: quality.skip_duplicates,
    keepRejectedRecords: recipe.output.include_rejected_records,
    trackPerSample:
      recipe.quality_metrics.enable_metrics && recipe.quality_metrics.track_per_sample,
    digests: recipe.output.digests,
  }
}

function createStyle({ style, field_mapping, custom }: Recipe): Style {
  switch (style) {
    case 'instruction_tuning':
      return instructionTuning(field_mapping)
    case 'chat_completion':
      return chatCompletion(field_mapping)
    case 'text_completion':
      return textCompletion(field_mapping)
    case 'preference':
      return preference(field_mapping)
    case 'custom':
      return customStyle(custom ?? { template: {} })
  }
}

function createValidator(
  { structured_gen }: Recipe,
  schemaText: string | undefined,
): Validator | undefined {
  if (!structured_gen.enable_schema_validation || schemaText === undefined) return undefined
  return compileSchema(parseJsonText(schemaText) ?? null)
}

function createStages({ structured_gen, quality }: Recipe): readonly Stage[] {
  const { min_text_length: minCodePoints, max_text_length: maxCodePoints } = quality
  return [
    ...(structured_gen.enable_schema_validation && structured_gen.reject_invalid_samples
      ? [schemaViolation()]
      : []),
    ...(structured_gen.reject_invalid_samples ? textStages(structured_gen) : []),
    ...(quality.skip_empty_outputs ? [emptyOutput()] : []),
    textLength({ minCodePoints, maxCodePoints }),
  ]
}

function textStages({ regex, grammar }: StructuredGenRecipe): readonly Stage[] {
  return [
    ...(regex === undefined ? [] : [textMismatch('structured_gen.regex')]),
    ...(grammar === undefined ? [] : [textMismatch('structured_gen.grammar')]),
  ]
}

function createMetrics(recipe: Recipe): readonly Metric<unknown>[] {
  const { structured_gen, quality_metrics, gates } = recipe
  const wanted = wantedMetrics(quality_metrics)
  return [
    columnTypes(),
    ...(structured_gen.infer_schema ? [inferredSchema()] : []),
    ...(wantsCompliance(recipe) ? [schemaCompliance()] : []),
    ...(wanted.track_length_distribution ? [lengthDistribution()] : []),
    ...(wanted.track_distinct_ngrams ? [distinctNgrams()] : []),
    ...(wanted.track_diversity_score || 'min_diversity_score' in gates ? [diversity()] : []),
  ]
}

/** A gate and the log need their figures whether or not metrics are wanted. */
function wantsCompliance({ structured_gen, quality_metrics, gates }: Recipe): boolean {
  if (!isConstrained(structured_gen)) return false
  if (structured_gen.log_validation_errors || 'min_compliance_rate' in gates) return true
  return wantedMetrics(quality_metrics).track_schema_compliance === true
}

function isConstrained(structured_gen: StructuredGenRecipe): boolean {
  const { enable_schema_validation, regex, grammar } = structured_gen
  return enable_schema_validation || regex !== undefined || grammar !== undefined
}

function createWeights(weighting: WeightingRecipe): Weigher {
  const { reference_time = '', min_weight, max_weight } = weighting
  return createWeigher({
    explicit: compileField(weighting.weight_field),
    defaultWeight: weighting.default_weight,
    byLength: weighting.auto_weight_by_length,
    ...(weighting.auto_weight_by_freshness && {
      freshness: {
        timestamp: compileField(weighting.timestamp_field),
        halfLifeDays: weighting.freshness_half_life_days,
        referenceTimeMs: Date.parse(reference_time),
      },
    }),
    ...(min_weight !== undefined && { minWeight: min_weight }),
    ...(max_weight !== undefined && { maxWeight: max_weight }),
  })
}

/** Records without the key all share one split. */
function createSplit(
  split: SplitRecipe | undefined,
): Pick<Pipeline, 'split' | 'splitByKey' | 'series'> {
  if (!split) return { series: ['train'], split: () => 0, splitByKey: () => 0 }
  const series = Object.keys(split.ratios)
  const readKey = compileField(split.key)
  const nameOf = createSplitter({ ratios: split.ratios })
  const splitByKey = (key: Json | undefined): number => series.indexOf(nameOf(keyText(key)))
  return { series, splitByKey, split: (record) => splitByKey(readKey(record)) }
}

function keyText(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : canonicalJson(value)
}

function createMetadata({ metadata_fields }: MetadataRecipe): (record: JsonObject) => JsonObject {
  const named = namedFields(metadata_fields)
  const names = named.map(([name]) => name)
  const getters = named.map(([, source]) => compileField(source))
  const complete = shapeOf(names)
  return (record) => {
    const values = getters.map((read) => read(record))
    if (isComplete(values)) return new ShapedObject(complete, values)
    const members = new Map<string, Json>()
    for (const [index, value] of values.entries()) {
      if (value !== undefined) members.set(names[index] ?? '', value)
    }
    return members
  }
}

function isComplete(values: readonly (Json | undefined)[]): values is readonly Json[] {
  return !values.includes(undefined)
}

function createNormalizer(
  normalize: Recipe['dedup']['normalize'],
): ((text: string) => string) | undefined {
  switch (normalize) {
    case 'none':
      return undefined
    case 'nfc':
      return (text) => text.normalize('NFC')
    case 'fold':
      return (text) => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ')
  }
}
