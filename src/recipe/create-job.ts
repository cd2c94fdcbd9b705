import type {
  FieldValue,
  Job,
  LiteralValue,
  Member,
  TextPiece,
  TextStep,
  TextValue,
  Value,
} from '../engine/job.js'
import { isJsonArray, isJsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { fieldKeys } from '../kernel/field-path.js'
import { fromPlain, type PlainJson } from '../kernel/plain-json.js'
import { writeJson, writeKey } from '../kernel/write-json.js'
import type { FieldSource } from '../styles/field-source.js'
import { parseTemplate, type FilterCall, type TemplateNode } from '../styles/template-syntax.js'
import { categoryOrigins, namedFields } from './category-sources.js'
import { wantedMetrics } from './wanted-metrics.js'
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
  const { quality, quality_metrics, structured_gen, weighting, metadata, split, dedup } = recipe
  if (quality.skip_duplicates && dedup.normalize !== 'none') {
    throw new NoJob(`dedup.normalize: ${dedup.normalize}`)
  }
  refuseTextConstraint(structured_gen)
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

function refuseTextConstraint(structured_gen: Recipe['structured_gen']): void {
  for (const key of ['regex', 'grammar'] as const) {
    if (structured_gen[key] !== undefined) throw new NoJob(`structured_gen.${key}`)
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
        produced: undefined,
      }
    case 'custom':
      return customSample(recipe.custom ?? { template: {} })
  }
}

/** Three fields, of which the prompt may be missing. */
function transcriptsOf(fields: Recipe['field_mapping']): Sample | undefined {
  const { prompt_field: prompt, chosen_field: chosen, rejected_field: rejected } = fields
  const isPlain = [prompt, chosen, rejected].every((source) => typeof source === 'string')
  if (!isPlain || new Set([prompt, chosen, rejected]).size < 3) return undefined
  const paths = { prompt: String(prompt), chosen: String(chosen), rejected: String(rejected) }
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

function textOf(source: FieldSource, name: string): FieldValue | LiteralValue | TextValue {
  if (typeof source === 'string') return { kind: 'field', path: source, takes: 'text' }
  if ('template' in source) return templateOf(source.template, name)
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

function templateOf(template: string, name: string): TextValue {
  return { kind: 'text', pieces: parseTemplate(template).map((node) => pieceOf(node, name)) }
}

function pieceOf(node: TemplateNode, name: string): TextPiece {
  const piecesOf = (nodes: readonly TemplateNode[]): readonly TextPiece[] =>
    nodes.map((inner) => pieceOf(inner, name))
  switch (node.kind) {
    case 'text':
      return node.text
    case 'value':
      if (node.path === '@index') throw new NoJob(`@index in ${name}`)
      return {
        kind: 'value',
        path: node.path,
        steps: node.filters.map((call) => stepOf(call, name)),
      }
    case 'if':
      return {
        kind: 'if',
        path: node.path,
        body: piecesOf(node.body),
        otherwise: piecesOf(node.otherwise),
      }
    case 'each':
      if (pathsIn(node.body).some((path) => path !== '' && path !== '@index')) {
        throw new NoJob(`members of items in ${name}`)
      }
      return { kind: 'each', path: node.path, body: piecesOf(node.body) }
  }
}

function pathsIn(nodes: readonly TemplateNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return []
    if (node.kind === 'value') return [node.path]
    const inner = node.kind === 'if' ? [...node.body, ...node.otherwise] : node.body
    return [node.path, ...pathsIn(inner)]
  })
}

function stepOf({ name, args }: FilterCall, where: string): TextStep {
  const [first, second] = args
  if (name === 'trim' || name === 'json') return { name }
  if (name === 'default' && typeof first === 'string') return { name, text: first }
  if (name === 'replace' && typeof first === 'string' && typeof second === 'string') {
    return { name, old: first, replacement: second }
  }
  throw new NoJob(`the filter ${name} in ${where}`)
}

function producedBy(value: Value): TextValue | FieldValue {
  switch (value.kind) {
    case 'field':
    case 'text':
      return value
    case 'literal': {
      const text = typeof value.value === 'string' ? value.value : writeJson(value.value)
      return { kind: 'text', pieces: [text] }
    }
    case 'object':
    case 'array':
      return { kind: 'text', pieces: jsonPieces(value) }
  }
}

/** The JSON that a value is written as. */
function jsonPieces(value: Value): readonly TextPiece[] {
  switch (value.kind) {
    case 'literal':
      return [writeJson(value.value)]
    case 'field':
      return [{ kind: 'value', path: value.path, steps: [{ name: 'json' }] }]
    case 'text':
      return [{ kind: 'built', text: value }]
    case 'object': {
      const members = value.members.map(({ key, value: member }) => [
        `${writeKey(key)}:`,
        ...jsonPieces(member),
      ])
      return ['{', ...withCommas(members), '}']
    }
    case 'array':
      return ['[', ...withCommas(value.items.map(jsonPieces)), ']']
  }
}

function withCommas(parts: readonly (readonly TextPiece[])[]): readonly TextPiece[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [',', ...part]))
}

function customSample({ template, output }: NonNullable<Recipe['custom']>): Sample {
  const content = Object.entries(template).map(memberOf(output === undefined))
  if (content.length === 0) throw new NoJob('custom.template is empty')
  if (output === undefined) return { content, produced: joinedTexts(content) }
  let value: Value = { kind: 'object', members: content }
  for (const key of fieldKeys(output)) {
    const within: Value | undefined = memberOfValue(value, key)
    if (within === undefined) throw new NoJob('custom.output leads into a value')
    value = within
  }
  if (value.kind === 'literal' && value.value === null) throw new NoJob('custom.output is null')
  // What is null is as good as missing.
  const produced = value.kind === 'field' ? { ...value, takes: 'any-but-null' as const } : value
  return { content, produced: producedBy(produced) }
}

function memberOfValue(value: Value, key: string): Value | undefined {
  if (value.kind === 'object') return value.members.find((member) => member.key === key)?.value
  return value.kind === 'array' && String(Number(key)) === key
    ? value.items[Number(key)]
    : undefined
}

/** All texts, a line break between them. */
function joinedTexts(content: readonly Member[]): TextValue {
  const texts = content.flatMap(({ value }) => textsIn(value))
  const pieces = texts.flatMap((text, index) => (index === 0 ? text : ['\n', ...text]))
  return { kind: 'text', pieces }
}

function textsIn(value: Value): readonly (readonly TextPiece[])[] {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? [[value.value]] : []
    case 'text':
      return [value.pieces]
    case 'field':
      return [[{ kind: 'value', path: value.path, steps: [] }]]
    case 'object':
      return value.members.flatMap(({ value: member }) => textsIn(member))
    case 'array':
      return value.items.flatMap(textsIn)
  }
}

/** With `isText`, anything but text in a field leaves the record to the object lane. */
function memberOf(isText: boolean): (entry: [string, PlainJson]) => Member {
  return ([key, node]) => ({ key, value: nodeValue(node, isText) })
}

function nodeValue(node: PlainJson, isText: boolean): Value {
  if (typeof node === 'string') {
    const text = templateOf(node, 'custom.template')
    const [only] = text.pieces
    if (text.pieces.length !== 1 || typeof only !== 'object' || only.kind !== 'value') return text
    if (only.steps.length === 0) {
      return { kind: 'field', path: only.path, takes: isText ? 'text-or-else' : 'any' }
    }
    const isAlwaysText = only.steps.some(({ name }) => name !== 'default')
    return isAlwaysText ? text : { kind: 'text', pieces: [{ ...only, isText: true }] }
  }
  if (node === null || typeof node !== 'object') return { kind: 'literal', value: fromPlain(node) }
  if (Array.isArray(node)) {
    return { kind: 'array', items: node.map((item: PlainJson) => nodeValue(item, isText)) }
  }
  return { kind: 'object', members: Object.entries(node).map(memberOf(isText)) }
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
    return { key, value: { ...templateOf(source.template, `metadata.${key}`), isOptional: true } }
  })
}

function categoryOf(name: string, source: FieldSource): Job['categories'][number] {
  if (typeof source === 'string') return { path: source }
  if ('const' in source) return { constant: fromPlain(source.const) }
  throw new NoJob(`a template for ${name}`)
}
