import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { writeJson } from '../../kernel/write-json.js'
import { EVALUATION_BLOCK } from '../spec/block-names.js'
import type { Format } from './crosswalk.data.js'
import { pathParts, valueAtPath, withValueAt } from './json-path.js'

/** How a format spells results: where its list is, and one result in and out of it. */
interface ResultForm {
  readonly list: string
  write(result: JsonObject): JsonObject
  read(entry: JsonObject): JsonObject
}

/** Of each result, as every form keeps them; W&B keeps results whole. */
const kept = ['metric', 'value', 'dataset.name', 'dataset.split'] as const

/** A form whose members are a renaming of those of a result. */
function renaming(
  list: string,
  names: Readonly<Partial<Record<(typeof kept)[number], string>>>,
): ResultForm {
  const pairs = kept.flatMap((field) => {
    const name = names[field]
    return name === undefined ? [] : [[pathParts(field), pathParts(name)] as const]
  })
  return {
    list,
    write: (result) => move(result, pairs),
    read: (entry) =>
      move(
        entry,
        pairs.map(([field, name]) => [name, field] as const),
      ),
  }
}

/** The same, where the format has texts for values. */
function valuesAsText({ list, write, read }: ResultForm): ResultForm {
  return {
    list,
    write: (result) => {
      const value = result.get('value')
      return write(value === undefined ? result : new Map([...result, ['value', writeJson(value)]]))
    },
    read: (entry) => {
      const result = read(entry)
      const text = result.get('value')
      const value = typeof text === 'string' ? parseJsonText(text) : undefined
      return value === undefined ? result : new Map([...result, ['value', value]])
    },
  }
}

type Directions = readonly (readonly [from: readonly string[], to: readonly string[]])[]

function move(source: JsonObject, directions: Directions): JsonObject {
  return directions.reduce<JsonObject>((moved, [from, to]) => {
    const value = valueAtPath(source, from)
    return value === undefined ? moved : withValueAt(moved, to, value)
  }, new Map())
}

const forms: Readonly<Partial<Record<Format, ResultForm>>> = {
  'model card': renaming('model-index.0.results', {
    metric: 'metrics.0.type',
    value: 'metrics.0.value',
    'dataset.name': 'dataset.name',
    'dataset.split': 'dataset.split',
  }),
  MLflow: renaming('metrics', {
    metric: 'key',
    value: 'value',
    'dataset.name': 'dataset_name',
    'dataset.split': 'dataset_split',
  }),
  CycloneDX: valuesAsText(
    renaming('modelCard.quantitativeAnalysis.performanceMetrics', {
      metric: 'type',
      value: 'value',
      'dataset.name': 'slice',
    }),
  ),
  'W&B': { list: 'metadata.evaluation', write: (result) => result, read: (entry) => entry },
}

export function evaluationsTo(
  format: Format,
  document: JsonObject,
  target: JsonObject,
): JsonObject {
  const form = forms[format]
  const results = document.get(EVALUATION_BLOCK)
  if (form === undefined || !isJsonArray(results) || results.length === 0) return target
  const entries = results.filter(isJsonObject).map((result) => form.write(result))
  const written = withValueAt(target, pathParts(form.list), entries)
  if (format !== 'model card') return written
  return withValueAt(written, ['model-index', '0', 'name'], document.get('adapter_id') ?? '')
}

export function evaluationsFrom(
  format: Format,
  source: JsonObject,
): readonly [string, Json] | undefined {
  const form = forms[format]
  const entries = form && valueAtPath(source, pathParts(form.list))
  if (form === undefined || !isJsonArray(entries)) return undefined
  return [EVALUATION_BLOCK, entries.filter(isJsonObject).map((entry) => form.read(entry))]
}
