import {
  isJsonArray,
  isJsonObject,
  JsonNumber,
  type Json,
  type JsonObject,
} from '../../kernel/json-value.js'
import type { MetricFact } from './facts.js'

/** A member by its path; undefined where there is none. */
export function memberAt(document: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = document
  for (const key of path.split('.')) value = isJsonObject(value) ? value.get(key) : undefined
  return value
}

export function textAt(document: JsonObject, path: string): string {
  const value = memberAt(document, path)
  return typeof value === 'string' ? value : ''
}

export function licenseOf(document: JsonObject): string {
  return (
    textAt(document, 'license') ||
    textAt(document, 'use.license') ||
    textAt(document, 'custom.license')
  )
}

/** Of the block `evaluation`: metrics of one evaluation, or a list of them. */
export function metricsOf(document: JsonObject): readonly MetricFact[] {
  const block = memberAt(document, 'evaluation')
  const listed = isJsonArray(block) ? block : [block]
  return listed.filter(isJsonObject).flatMap(evaluationMetrics)
}

function evaluationMetrics(evaluation: JsonObject): readonly MetricFact[] {
  const dataset = textAt(evaluation, 'dataset') || textAt(evaluation, 'dataset.name')
  const split = textAt(evaluation, 'split') || textAt(evaluation, 'dataset.split')
  const about = { ...(dataset && { dataset }), ...(split && { split }) }
  const nested = memberAt(evaluation, 'metrics')
  const members = isJsonObject(nested) ? nested : evaluation
  return Array.from(members).flatMap(([name, member]) => {
    const value = numberOf(isJsonObject(member) ? member.get('value') : member)
    if (value === undefined) return []
    const [low, high] = isJsonObject(member) ? intervalOf(member) : []
    const interval = low === undefined || high === undefined ? {} : { low, high }
    return [{ name, value, ...about, ...interval }]
  })
}

function intervalOf(metric: JsonObject): readonly (number | undefined)[] {
  const interval = metric.get('confidence_interval') ?? metric.get('ci')
  if (isJsonArray(interval)) return interval.slice(0, 2).map(numberOf)
  return isJsonObject(interval) ? [interval.get('low'), interval.get('high')].map(numberOf) : []
}

function numberOf(value: Json | undefined): number | undefined {
  const number = value instanceof JsonNumber ? Number(value.text) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
