import {
  CHANGELOG_BLOCK,
  DIGESTS_BLOCK,
  EVALUATION_BLOCK,
  USE_BLOCK,
} from '../../adapters/spec/block-names.js'
import {
  isJsonArray,
  isJsonObject,
  JsonNumber,
  type Json,
  type JsonObject,
} from '../../kernel/json-value.js'
import type { MetricFact } from './facts.js'

/** SPDX expression; empty when nobody said. */
export function licenseOf(document: JsonObject): string {
  return textOf(memberOf(document, USE_BLOCK).get('license'))
}

/** What changed in a version, a line each. */
export function changesOf(document: JsonObject, version: string): readonly string[] {
  const entries = itemsOf(document.get(CHANGELOG_BLOCK))
  const entry = entries.find((each) => each.get('version') === version)
  const changes = entry?.get('changes')
  return isJsonArray(changes) ? changes.filter((change) => typeof change === 'string') : []
}

/** Digests of the base model's files, by what they are of. */
export function baseDigestsOf(document: JsonObject): Readonly<Record<string, string>> {
  const digests = memberOf(memberOf(document, DIGESTS_BLOCK), 'base_model')
  return Object.fromEntries(Array.from(digests, ([name, digest]) => [name, textOf(digest)]))
}

export function metricsOf(document: JsonObject): readonly MetricFact[] {
  return itemsOf(document.get(EVALUATION_BLOCK)).flatMap((result) => {
    const value = numberOf(result.get('value'))
    if (value === undefined) return []
    const data = memberOf(result, 'dataset')
    const interval = memberOf(result, 'confidence_interval')
    const [low, high] = [interval.get('low'), interval.get('high')].map(numberOf)
    const [dataset, split] = [data.get('name'), data.get('split')].map(textOf)
    return [
      {
        name: textOf(result.get('metric')),
        value,
        ...(dataset && { dataset }),
        ...(split && { split }),
        ...(low !== undefined && high !== undefined && { low, high }),
      },
    ]
  })
}

function memberOf(object: JsonObject, key: string): JsonObject {
  const member = object.get(key)
  return isJsonObject(member) ? member : new Map()
}

function itemsOf(list: Json | undefined): readonly JsonObject[] {
  return isJsonArray(list) ? list.filter(isJsonObject) : []
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function numberOf(value: Json | undefined): number | undefined {
  const number = value instanceof JsonNumber ? Number(value.text) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
