import type { PlainJson } from '../kernel/plain-json.js'
import type { FieldSource } from '../styles/field-source.js'
import { parseTemplate, type TemplateNode } from '../styles/template-syntax.js'
import type { FieldMapping, Recipe } from './recipe.js'
import type { RecipePath } from './recipe-problem.js'
import { usualFields } from './recipe-shape.js'

/** What a key of the recipe takes from the records. */
export interface WantedField {
  readonly key: RecipePath
  /** Paths into the record, any of which will do; the first is the one to speak of. */
  readonly paths: readonly string[]
  /** Without it no record becomes what it should; others may be there in a few records only. */
  readonly isRequired: boolean
}

/** Fields that the recipe reads by a name of the user's, and those that the style cannot do without. */
export function wantedFields(recipe: Recipe): readonly WantedField[] {
  const { metadata, weighting, split, custom, style } = recipe
  return [
    ...requiredBy(recipe).flatMap((keys) => mapped(recipe.field_mapping, keys)),
    ...takenBy(recipe),
    ...(style === 'custom' ? templateFields(custom?.template ?? {}, ['custom', 'template']) : []),
    ...metadataFields(metadata.metadata_fields),
    ...(weighting.weight_field === 'importance'
      ? []
      : optional(['weighting', 'weight_field'], weighting.weight_field)),
    ...(weighting.auto_weight_by_freshness
      ? optional(['weighting', 'timestamp_field'], weighting.timestamp_field)
      : []),
    ...(split ? splitKey(split.key) : []),
  ]
}

type FieldKey = keyof FieldMapping

/** Each is a list of keys of which one must lead somewhere. */
function requiredBy({ style }: Recipe): readonly (readonly [FieldKey, ...FieldKey[]])[] {
  switch (style) {
    case 'instruction_tuning':
      return [['instruction_field'], ['output_field']]
    case 'chat_completion':
      return [['messages_field', 'user_field', 'assistant_field']]
    case 'text_completion':
      return [['text_field']]
    case 'preference':
      return [['chosen_field'], ['rejected_field']]
    case 'custom':
      return []
  }
}

/** What a style takes where it is there, called by another name than the usual one. */
function takenBy({ style, field_mapping }: Recipe): readonly WantedField[] {
  const usual = usualFields()
  return takenWhereThere[style]
    .filter((key) => field_mapping[key] !== usual[key])
    .flatMap((key) => optional(['field_mapping', key], field_mapping[key]))
}

const takenWhereThere: Readonly<Record<Recipe['style'], readonly FieldKey[]>> = {
  instruction_tuning: ['input_field'],
  chat_completion: ['system_field', 'user_field', 'assistant_field', 'tools_field'],
  text_completion: [],
  preference: ['prompt_field'],
  custom: [],
}

function mapped(
  mapping: FieldMapping,
  [first, ...others]: readonly [FieldKey, ...FieldKey[]],
): readonly WantedField[] {
  const key = ['field_mapping', first]
  if (typeof mapping[first] !== 'string') return optional(key, mapping[first])
  const paths = [first, ...others].flatMap((each) => pathsOf(mapping[each]))
  return [{ key, paths, isRequired: true }]
}

/** Of a template, each path by itself: a text may be made without one of them. */
function optional(key: RecipePath, source: FieldSource): readonly WantedField[] {
  return pathsOf(source).map((path) => ({ key, paths: [path], isRequired: false }))
}

/** A key that is one path is needed: without it, all records share a split. */
function splitKey(source: FieldSource): readonly WantedField[] {
  const fields = optional(['split', 'key'], source)
  return fields.map((field) => ({ ...field, isRequired: fields.length === 1 }))
}

/** Those that a recipe names itself: the usual ones are taken where they are. */
function metadataFields(fields: Recipe['metadata']['metadata_fields']): readonly WantedField[] {
  const key = ['metadata', 'metadata_fields']
  if (!isList(fields)) {
    return Object.entries(fields).flatMap(([name, source]) => optional([...key, name], source))
  }
  const isUsual = fields.join() === 'source,category,tags'
  return isUsual ? [] : fields.flatMap((name, index) => optional([...key, index], name))
}

function isList(fields: Recipe['metadata']['metadata_fields']): fields is readonly string[] {
  return Array.isArray(fields)
}

function templateFields(value: PlainJson, key: RecipePath): readonly WantedField[] {
  if (typeof value === 'string') {
    return optional(key, { template: value })
  }
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, member]: [string, PlainJson]) =>
    templateFields(member, [...key, name]),
  )
}

function pathsOf(source: FieldSource): readonly string[] {
  if (typeof source === 'string') return [source]
  return 'template' in source ? templatePaths(source.template) : []
}

/** Paths that start from the record, not from an item. */
function templatePaths(template: string): readonly string[] {
  return [...new Set(parseTemplate(template).flatMap(pathsIn))]
}

function pathsIn(node: TemplateNode): readonly string[] {
  if (node.kind === 'text') return []
  const own = node.path === '' || node.path === '@index' ? [] : [node.path]
  return node.kind === 'if' ? [...own, ...[...node.body, ...node.otherwise].flatMap(pathsIn)] : own
}
