import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { writeJson } from '../../kernel/write-json.js'
import {
  constants,
  crosswalk,
  typesAt,
  type CrosswalkRow,
  type Format,
  type Place,
  type ValueKind,
} from './crosswalk.data.js'
import { evaluationsFrom, evaluationsTo } from './evaluations.js'
import { pathParts, valueAtPath, withValueAt } from './json-path.js'

/**
 * What a format has a place for, of a metadata document.
 *
 * @example
 * ```ts
 * import { metadataTo, readAdapterMetadata } from 'loradex/adapters'
 *
 * const { document } = readAdapterMetadata('{"adapter_id":"qa","training":{"lora_rank":8}}')
 * console.log(metadataTo('adapter_config.json', document).get('r')) // 8
 * ```
 */
export function metadataTo(format: Format, document: JsonObject): JsonObject {
  const plain = fromPlain(constants[format])
  const start = isJsonObject(plain) ? plain : new Map<string, Json>()
  const written = rowsOf(format).reduce((target, [row, place]) => {
    const value = valueAtPath(document, pathParts(row.field))
    return value === undefined ? target : put(target, place, { value, kind: row.kind })
  }, start)
  return evaluationsTo(format, document, withTypes(format, written))
}

function withTypes(format: Format, written: JsonObject): JsonObject {
  return Object.entries(typesAt[format] ?? {}).reduce((target, [place, type]) => {
    const parts = pathParts(place)
    return valueAtPath(target, parts) === undefined
      ? target
      : withValueAt(target, [...parts, format === 'Croissant' ? '@type' : 'type'], type)
  }, written)
}

/** What that format says, as a metadata document: the inverse of `metadataTo` for what has a place. */
export function metadataFrom(format: Format, source: JsonObject): JsonObject {
  const read = rowsOf(format).reduce<JsonObject>((document, [row, place]) => {
    const value = take(source, place, row.kind)
    return value === undefined ? document : withValueAt(document, pathParts(row.field), value)
  }, new Map())
  const evaluations = evaluationsFrom(format, source)
  return evaluations === undefined ? read : new Map([...read, evaluations])
}

function rowsOf(format: Format): readonly (readonly [CrosswalkRow, Place])[] {
  return crosswalk.flatMap((row) => {
    const place = row.places[format]
    return place === undefined ? [] : [[row, place] as const]
  })
}

interface Typed {
  readonly value: Json
  readonly kind: ValueKind
}

function put(target: JsonObject, place: Place, { value, kind }: Typed): JsonObject {
  if ('at' in place) return withValueAt(target, pathParts(place.at), value)
  if ('item' in place) return withValueAt(target, pathParts(place.item), [value])
  const [name, content] = place.keys
  const list = valueAtPath(target, pathParts(place.list)) ?? []
  const text = kind === 'text' && typeof value === 'string' ? value : writeJson(value)
  const entry = new Map([
    [name, place.entry],
    [content, text],
  ])
  const entries = isJsonArray(list) ? list : []
  return withValueAt(target, pathParts(place.list), [...entries, entry])
}

function take(source: JsonObject, place: Place, kind: ValueKind): Json | undefined {
  if ('at' in place) return valueAtPath(source, pathParts(place.at))
  if ('item' in place) return valueAtPath(source, [...pathParts(place.item), '0'])
  const list = valueAtPath(source, pathParts(place.list))
  const [name, content] = place.keys
  const entries = isJsonArray(list) ? list : []
  const entry = entries.find((each) => isJsonObject(each) && each.get(name) === place.entry)
  const text = isJsonObject(entry) ? entry.get(content) : undefined
  return typeof text === 'string' && kind !== 'text' ? parseJsonText(text) : text
}
