import type { PlainJson } from '../kernel/plain-json.js'
import type { FieldSource } from '../styles/field-source.js'
import { parseTemplate } from '../styles/template-syntax.js'
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
    ...requiredBy(recipe).map((keys) => mapped(recipe.field_mapping, keys)),
    ...takenBy(recipe),
    ...(style === 'custom' ? templateFields(custom?.template ?? {}, ['custom', 'template']) : []),
    ...metadataFields(metadata.metadata_fields),
    ...(weighting.weight_field === 'importance'
      ? []
      : [optional(['weighting', 'weight_field'], weighting.weight_field)]),
    ...(weighting.auto_weight_by_freshness
      ? [optional(['weighting', 'timestamp_field'], weighting.timestamp_field)]
      : []),
    ...(split ? [{ ...optional(['split', 'key'], split.key), isRequired: true }] : []),
  ].filter(({ paths }) => paths.length > 0)
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
    .map((key) => optional(['field_mapping', key], field_mapping[key]))
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
): WantedField {
  const paths = [first, ...others].flatMap((key) => pathsOf(mapping[key]))
  const isTemplate = typeof mapping[first] !== 'string'
  return { key: ['field_mapping', first], paths, isRequired: !isTemplate }
}

function optional(key: RecipePath, source: FieldSource): WantedField {
  return { key, paths: pathsOf(source), isRequired: false }
}

/** Those that a recipe names itself: the usual ones are taken where they are. */
function metadataFields(fields: Recipe['metadata']['metadata_fields']): readonly WantedField[] {
  const key = ['metadata', 'metadata_fields']
  if (!isList(fields)) {
    return Object.entries(fields).map(([name, source]) => optional([...key, name], source))
  }
  const isUsual = fields.join() === 'source,category,tags'
  return isUsual ? [] : fields.map((name, index) => optional([...key, index], name))
}

function isList(fields: Recipe['metadata']['metadata_fields']): fields is readonly string[] {
  return Array.isArray(fields)
}

function templateFields(value: PlainJson, key: RecipePath): readonly WantedField[] {
  if (typeof value === 'string') {
    return templatePaths(value).map((path) => ({ key, paths: [path], isRequired: false }))
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
  return parseTemplate(template).flatMap((node) =>
    node.kind === 'text' || node.path === '' || node.path === '@index' ? [] : [node.path],
  )
}
