import type {
  FieldValue,
  Job,
  LiteralValue,
  Member,
  ProducedPiece,
  TextPiece,
  TextValue,
  Value,
} from '../engine/job.js'
import { isJsonArray, isJsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { fromPlain, type PlainJson } from '../kernel/plain-json.js'
import { writeJson } from '../kernel/write-json.js'
import type { FieldSource } from '../styles/field-source.js'
import { parseTemplate } from '../styles/template-syntax.js'
import { categoryOrigins, namedFields } from './category-sources.js'
import type { MetadataRecipe, Recipe, WeightingRecipe } from './recipe.js'

/** The job for the byte lane, or why the recipe is none. */
export type JobOrReason = { readonly job: Job } | { readonly reason: string }

/** Leaves the functions below; never leaves this file. */
class NoJob extends Error {}

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
  const { quality, structured_gen, weighting, metadata, split, dedup } = recipe
  if (quality.skip_duplicates && dedup.normalize !== 'none') {
    throw new NoJob(`dedup.normalize: ${dedup.normalize}`)
  }
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
    ...(isChecked && { schema: parseJsonText(schemaText) ?? null }),
    rejectsInvalid: structured_gen.reject_invalid_samples,
  }
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
      return {
        content: [
          {
            key: 'messages',
            value: {
              kind: 'field',
              path: pathOf(fields.messages_field, 'messages_field'),
              takes: 'messages',
              isUnsure: true,
            },
          },
          {
            key: 'tools',
            value: {
              kind: 'field',
              path: pathOf(fields.tools_field, 'tools_field'),
              takes: 'array',
              isOptional: true,
              skipsEmpty: true,
            },
          },
        ],
        produced: [],
      }
    case 'custom':
      return customSample(recipe.custom ?? { template: {} })
  }
}

function instructionSample(fields: Recipe['field_mapping']): Sample {
  const instruction = textOf(fields.instruction_field, 'instruction_field', true)
  const output = outputOf(fields.output_field)
  return {
    content: [
      { key: 'instruction', value: instruction },
      ...inputMembers(fields.input_field),
      { key: 'output', value: output },
    ],
    produced: producedBy(output),
  }
}

/** Text that must be there; with `isVisible`, more than blanks. */
function textOf(
  source: FieldSource,
  name: string,
  isVisible = false,
): FieldValue | LiteralValue | TextValue {
  if (typeof source === 'string') return { kind: 'field', path: source, takes: 'text', isVisible }
  if ('const' in source) {
    const value = fromPlain(source.const)
    if (typeof value === 'string' && (!isVisible || value.trim() !== '')) {
      return { kind: 'literal', value }
    }
    throw new NoJob(`field_mapping.${name} is no text`)
  }
  const pieces = piecesOf(source.template, name)
  if (isVisible && !pieces.some((piece) => typeof piece === 'string' && piece.trim() !== '')) {
    throw new NoJob(`field_mapping.${name} may be blank`)
  }
  return { kind: 'text', pieces }
}

/** An empty input is left out. */
function inputMembers(source: FieldSource): readonly Member[] {
  if (typeof source === 'string') {
    const value: Value = {
      kind: 'field',
      path: source,
      takes: 'text',
      isOptional: true,
      skipsEmpty: true,
    }
    return [{ key: 'input', value }]
  }
  if ('const' in source && (source.const === '' || source.const === null)) return []
  return [{ key: 'input', value: { ...textOf(source, 'input_field', true), isUnsure: true } }]
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

/** Literal text and paths; a filter or a block is for the object lane. */
function piecesOf(template: string, name: string): readonly TextPiece[] {
  return parseTemplate(template).map((node) => {
    if (node.kind === 'text') return node.text
    if (node.kind !== 'value') throw new NoJob(`#${node.kind} in ${name}`)
    if (node.steps.length > 0) throw new NoJob(`a filter in ${name}`)
    return { path: node.path }
  })
}

function producedBy(value: Value): readonly ProducedPiece[] {
  switch (value.kind) {
    case 'field':
      return [{ path: value.path }]
    case 'text':
      return value.pieces
    case 'literal':
      return [typeof value.value === 'string' ? value.value : writeJson(value.value)]
    case 'object':
      throw new NoJob('custom.output leads to an object')
  }
}

function customSample({ template, output }: NonNullable<Recipe['custom']>): Sample {
  const content = Object.entries(template).map(memberOf)
  if (content.length === 0) throw new NoJob('custom.template is empty')
  if (output === undefined) throw new NoJob('custom.output is not given')
  const keys = output.startsWith('/') ? output.slice(1).split('/') : output.split('.')
  let members: readonly Member[] = content
  for (const [depth, key] of keys.entries()) {
    const value = members.find((member) => member.key === key)?.value
    if (value === undefined) break
    if (depth === keys.length - 1) return { content, produced: producedBy(notNull(value)) }
    if (value.kind !== 'object') break
    members = value.members
  }
  throw new NoJob('custom.output leads into a value')
}

/** What is produced is text, or JSON of a container. */
function notNull(value: Value): Value {
  if (value.kind === 'field') throw new NoJob('custom.output leads to a value of any type')
  if (value.kind === 'literal' && typeof value.value !== 'string') {
    throw new NoJob('custom.output leads to a constant')
  }
  return value
}

function memberOf([key, node]: [string, PlainJson]): Member {
  return { key, value: nodeValue(node) }
}

function nodeValue(node: PlainJson): Value {
  if (typeof node === 'string') {
    const pieces = piecesOf(node, 'custom.template')
    const [only] = pieces
    if (pieces.length === 1 && only !== undefined && typeof only !== 'string') {
      return { kind: 'field', path: only.path, takes: 'any' }
    }
    return { kind: 'text', pieces }
  }
  if (node === null || typeof node !== 'object') return { kind: 'literal', value: fromPlain(node) }
  if (Array.isArray(node)) throw new NoJob('an array in custom.template')
  return { kind: 'object', members: Object.entries(node).map(memberOf) }
}

function weightOf(weighting: WeightingRecipe): NonNullable<Job['weight']> {
  const { weight_field, default_weight, min_weight = 0, max_weight = Infinity } = weighting
  if (weighting.auto_weight_by_length) throw new NoJob('weighting.auto_weight_by_length')
  if (weighting.auto_weight_by_freshness) throw new NoJob('weighting.auto_weight_by_freshness')
  return {
    path: pathOf(weight_field, 'weighting.weight_field'),
    otherwise: Math.min(Math.max(default_weight, min_weight), max_weight),
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
    throw new NoJob(`a template in metadata.metadata_fields`)
  })
}

function categoryOf(name: string, source: FieldSource): Job['categories'][number] {
  if (typeof source === 'string') return { path: source }
  if ('const' in source) return { constant: fromPlain(source.const) }
  throw new NoJob(`a template for ${name}`)
}
