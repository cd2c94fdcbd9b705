import type {
  FieldValue,
  Job,
  LiteralValue,
  Member,
  TextValue,
  Turn,
  Value,
} from '../engine/job.js'
import { isJsonArray, isJsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { fromPlain } from '../kernel/plain-json.js'
import type { FieldSource } from '../styles/field-source.js'
import { categoryOrigins, namedFields } from './category-sources.js'
import { customSample } from './job/custom-sample.js'
import { NoJob } from './job/no-job.js'
import { producedBy } from './job/produced-by.js'
import { templateText } from './job/template-text.js'
import { wantedMetrics } from './wanted-metrics.js'
import type { MetadataRecipe, Recipe, WeightingRecipe } from './recipe.js'

/** The job for the byte lane, or why the recipe is none. */
export type JobOrReason = { readonly job: Job } | { readonly reason: string }

/** What `createPipeline` makes of the recipe, as far as it can be said without functions. */
export function createJob(recipe: Recipe, schemaText: string | undefined): JobOrReason {
  try {
    return { job: jobOf(recipe, schemaText) }
  } catch (error) {
    if (error instanceof NoJob) return { reason: error.message }
    throw error
  }
}

function jobOf(recipe: Recipe, schemaText: string | undefined): Job {
  const { quality, quality_metrics, structured_gen, weighting, metadata, split } = recipe
  refuseOthers(recipe)
  const includesSchema = structured_gen.include_schema_in_output && schemaText !== undefined
  const isChecked = structured_gen.enable_schema_validation && schemaText !== undefined
  return {
    ...sampleOf(recipe),
    skipsEmpty: quality.skip_empty_outputs,
    minLength: quality.min_text_length,
    maxLength: quality.max_text_length,
    ...(weighting.enable_weights && { weight: weightOf(weighting) }),
    metadata: metadata.include_metadata ? metadataOf(metadata) : [],
    ...(includesSchema && { schemaText: schemaText.replaceAll('\n', '') }),
    ...(split && { splitKey: pathOf(split.key, 'split.key') }),
    categories: categoryOrigins(recipe).map(({ field, source }) => categoryOf(field, source)),
    countsNgrams: Boolean(wantedMetrics(quality_metrics).track_distinct_ngrams),
    ...(isChecked && { schema: parseJsonText(schemaText) ?? null }),
    rejectsInvalid: structured_gen.reject_invalid_samples,
  }
}

/** What there is no word for in a job. */
function refuseOthers({ quality, dedup, structured_gen }: Recipe): void {
  if (quality.skip_duplicates && dedup.normalize !== 'none') {
    throw new NoJob(`dedup.normalize: ${dedup.normalize}`)
  }
  for (const key of ['regex', 'grammar'] as const) {
    if (structured_gen[key] !== undefined) throw new NoJob(`structured_gen.${key}`)
  }
  if (structured_gen.infer_schema) throw new NoJob('structured_gen.infer_schema')
}

type Sample = Pick<Job, 'content' | 'produced'>

function sampleOf(recipe: Recipe): Sample {
  const { style, field_mapping: fields } = recipe
  switch (style) {
    case 'instruction_tuning':
      return instructionSample(fields)
    case 'text_completion': {
      const text = textOf(fields.text_field, 'text_field')
      return { content: [{ key: 'text', value: text }], produced: producedBy(text) }
    }
    case 'preference': {
      const transcripts = transcriptsOf(fields)
      if (transcripts) return transcripts
      const chosen = answerOf(fields.chosen_field, 'chosen_field')
      return {
        content: [
          { key: 'prompt', value: answerOf(fields.prompt_field, 'prompt_field', true) },
          { key: 'chosen', value: chosen },
          { key: 'rejected', value: answerOf(fields.rejected_field, 'rejected_field') },
        ],
        produced: producedBy(chosen),
      }
    }
    case 'chat_completion':
      return chatSample(fields)
    case 'custom':
      return customSample(recipe.custom ?? { template: {} })
  }
}

function chatSample(fields: Recipe['field_mapping']): Sample {
  const messages = textOf(fields.messages_field, 'messages_field')
  const tools = textOf(fields.tools_field, 'tools_field')
  if (messages.kind === 'literal')
    throw new NoJob('field_mapping.messages_field is the same for all')
  return {
    content: [
      {
        key: 'messages',
        value:
          messages.kind === 'field'
            ? { ...messages, takes: 'messages', turn: turnOf(fields) }
            : { ...messages, holds: 'messages', isUnsure: true },
      },
      ...toolsMembers(tools),
    ],
    produced: undefined,
  }
}

/** What stands for messages that a record does not have. */
function turnOf(fields: Recipe['field_mapping']): Turn {
  return {
    system: turnText(fields.system_field, 'system_field'),
    user: turnText(fields.user_field, 'user_field'),
    assistant: turnText(fields.assistant_field, 'assistant_field'),
  }
}

function turnText(source: FieldSource, name: string): Turn['user'] {
  const value = textOf(source, name)
  if (value.kind === 'field') return value.path
  const text: TextValue = value.kind === 'text' ? value : { kind: 'text', pieces: [value.value] }
  return { ...text, isOptional: true }
}

/** Tools without items are left out. */
function toolsMembers(tools: ReturnType<typeof textOf>): readonly Member[] {
  if (tools.kind === 'literal') throw new NoJob('field_mapping.tools_field is the same for all')
  const ways = { isOptional: true, skipsEmpty: true }
  const value: Value =
    tools.kind === 'field'
      ? { ...tools, takes: 'array', ...ways }
      : { ...tools, holds: 'list', ...ways }
  return [{ key: 'tools', value }]
}

/** Three fields, of which the prompt may be missing. */
function transcriptsOf(fields: Recipe['field_mapping']): Sample | undefined {
  const { prompt_field: prompt, chosen_field: chosen, rejected_field: rejected } = fields
  if (typeof prompt !== 'string' || typeof chosen !== 'string') return undefined
  if (typeof rejected !== 'string') return undefined
  const paths = { prompt, chosen, rejected }
  if (new Set(Object.values(paths)).size < 3) return undefined
  const [first, second, third] = (['prompt', 'chosen', 'rejected'] as const).map(
    (part): TextValue => ({ kind: 'text', pieces: [{ kind: 'transcript', part, ...paths }] }),
  )
  if (!first || !second || !third) return undefined
  return {
    content: [
      { key: 'prompt', value: first },
      { key: 'chosen', value: second },
      { key: 'rejected', value: third },
    ],
    produced: second,
  }
}

function instructionSample(fields: Recipe['field_mapping']): Sample {
  const output = outputOf(fields.output_field)
  return {
    content: [
      { key: 'instruction', value: instructionOf(fields.instruction_field) },
      ...inputMembers(fields.input_field),
      { key: 'output', value: output },
    ],
    produced: producedBy(output),
  }
}

function instructionOf(source: FieldSource): Value {
  const value = textOf(source, 'instruction_field')
  if (value.kind !== 'literal') return { ...value, isVisible: true }
  if (typeof value.value === 'string' && value.value.trim() !== '') return value
  throw new NoJob('field_mapping.instruction_field is blank')
}

/** An empty input is left out. */
function inputMembers(source: FieldSource): readonly Member[] {
  if (typeof source === 'object' && 'const' in source && source.const === null) return []
  const value = textOf(source, 'input_field')
  if (value.kind === 'literal') return value.value === '' ? [] : [{ key: 'input', value }]
  return [{ key: 'input', value: { ...value, isOptional: true, skipsEmpty: true } }]
}

interface LiteralText extends LiteralValue {
  readonly value: string
}

function textOf(source: FieldSource, name: string): FieldValue | LiteralText | TextValue {
  if (typeof source === 'string') return { kind: 'field', path: source, takes: 'text' }
  if ('template' in source) return templateText(source.template, name)
  const value = fromPlain(source.const)
  if (typeof value === 'string') return { kind: 'literal', value }
  throw new NoJob(`field_mapping.${name} is no text`)
}

/** Text of a preference, where there are no messages instead. */
function answerOf(source: FieldSource, name: string, isUnsure = false): Value {
  const value = textOf(source, name)
  if (value.kind !== 'field') return { ...value, isUnsure }
  return { ...value, takes: 'text-of-preference', isUnsure }
}

function outputOf(source: FieldSource): Value {
  if (typeof source === 'string') return { kind: 'field', path: source, takes: 'text-or-container' }
  if ('template' in source) return textOf(source, 'output_field')
  const value = fromPlain(source.const)
  if (typeof value === 'string' || isJsonObject(value) || isJsonArray(value)) {
    return { kind: 'literal', value }
  }
  throw new NoJob('field_mapping.output_field is neither text, object nor array')
}

function weightOf(weighting: WeightingRecipe): NonNullable<Job['weight']> {
  const { weight_field, default_weight, min_weight = 0, max_weight = Infinity } = weighting
  if (weighting.auto_weight_by_freshness) throw new NoJob('weighting.auto_weight_by_freshness')
  return {
    path: pathOf(weight_field, 'weighting.weight_field'),
    otherwise: default_weight,
    isByLength: weighting.auto_weight_by_length,
    min: min_weight,
    max: max_weight,
  }
}

function pathOf(source: FieldSource, name: string): string {
  if (typeof source === 'string') return source
  throw new NoJob(`${name} is no path`)
}

/** A value of any type, left out where the record has none. */
function metadataOf({ metadata_fields }: MetadataRecipe): readonly Member[] {
  return namedFields(metadata_fields).map(([key, source]) => {
    if (typeof source === 'string') {
      return { key, value: { kind: 'field', path: source, takes: 'any', isOptional: true } }
    }
    if ('const' in source)
      return { key, value: { kind: 'literal', value: fromPlain(source.const) } }
    return { key, value: { ...templateText(source.template, `metadata.${key}`), isOptional: true } }
  })
}

function categoryOf(name: string, source: FieldSource): Job['categories'][number] {
  if (typeof source === 'string') return { path: source }
  if ('const' in source) return { constant: fromPlain(source.const) }
  throw new NoJob(`a template for ${name}`)
}
