import { countCodePoints } from '../kernel/code-points.js'
import { isJsonObject, jsonKind, type JsonObject } from '../kernel/json-value.js'
import { parseJson, type ParseOptions } from '../kernel/parse-json.js'
import { writeJson } from '../kernel/write-json.js'
import type { MeasuredSample, WrittenText } from '../records/measured-sample.js'
import type { Drop } from '../records/verdict.js'
import type { SchemaError, Validator } from '../schema/validate/validator.js'
import { canonicalContent } from './content-key.js'
import { floatText } from '../kernel/float-text.js'
import type { Pipeline } from './pipeline.js'

/** One record where it lies. */
export interface RawRecord {
  /** What made the source give it up. */
  readonly damage: Drop | undefined
  readonly bytes: Uint8Array
  readonly span: ParseOptions
  /** Ordinal of the part in the plan, and line of the record in the part from 0. */
  readonly part: number
  readonly index: number
}

/** A record that nothing but an earlier duplicate can still drop, as the line to write. */
export interface CandidateLine {
  /** What comes first in the line. */
  readonly content: JsonObject
  /** The rest of the line: weight, metadata, schema, closing brace. */
  readonly extras: string
  /** What decides whether two samples are the same; absent: `content` does. */
  readonly canonical: string | undefined
  readonly split: number
  readonly length: number
  readonly weight: number
  readonly violates: boolean
  /** What the sample was made from. */
  readonly record: JsonObject
  readonly metadata: JsonObject | undefined
}

/** `measured` is there for every record that could be mapped, whether it is kept or dropped. */
export type Judged = { readonly measured?: MeasuredSample } & (
  | { readonly line: CandidateLine }
  | { readonly drop: Drop }
)

export function judgeRecord(pipeline: Pipeline, raw: RawRecord): Judged {
  const record = readRecord(raw)
  if ('drop' in record) return record
  const verdict = pipeline.style.map(record.value)
  if ('drop' in verdict) return verdict

  const { content, produced } = verdict.keep
  const { part, index } = raw
  const length = countCodePoints(produced)
  const schemaErrors = errorsOf(pipeline, content, produced)
  const written = writtenIn(raw, produced)
  const measured: MeasuredSample = { content, produced, written, length, part, index, schemaErrors }

  for (const stage of pipeline.stages) {
    const drop = stage.judge(measured)
    if (drop) return { measured, drop }
  }
  const weighed = pipeline.weigh?.(record.value, length) ?? { weight: 1 }
  if ('drop' in weighed) return { measured, drop: weighed.drop }
  const metadata = metadataOf(pipeline, record.value)
  // Written out: to spread the other object took a fifth of the time of this function.
  const kept: MeasuredSample = {
    content,
    produced,
    written,
    length,
    part,
    index,
    schemaErrors,
    metadata,
  }
  const line = candidateLine(pipeline, {
    sample: kept,
    weight: weighed.weight,
    record: record.value,
  })
  return { measured: kept, line }
}

function writtenIn({ bytes, span }: RawRecord, produced: string): WrittenText | undefined {
  const place = span.texts?.find(produced)
  return place && { bytes, start: place.start, end: place.end }
}

/** An empty object would be a column of its own, of a type that loaders and Parquet have trouble with. */
function metadataOf(pipeline: Pipeline, record: JsonObject): JsonObject | undefined {
  const metadata = pipeline.metadataOf?.(record)
  return metadata?.size === 0 ? undefined : metadata
}

const compliant: readonly SchemaError[] = []

function schemaErrorsOf(validator: Validator, content: JsonObject): readonly SchemaError[] {
  return validator.accepts(content) ? compliant : validator.errors(content)
}

/** Undefined where the recipe demands nothing of samples. */
function errorsOf(
  { validator, checkText }: Pipeline,
  content: JsonObject,
  produced: string,
): readonly SchemaError[] | undefined {
  const schemaErrors = validator && schemaErrorsOf(validator, content)
  if (checkText === undefined) return schemaErrors
  const textError = checkText(produced)
  if (textError === undefined) return schemaErrors ?? compliant
  return [...(schemaErrors ?? compliant), textError]
}

type ReadRecord = { readonly value: JsonObject } | { readonly drop: Drop }

function readRecord({ damage, bytes, span }: RawRecord): ReadRecord {
  if (damage) return { drop: damage }
  const parsed = parseJson(bytes, span)
  if ('problem' in parsed) {
    const { code, found, offset } = parsed.problem
    const observed = `${found} at byte ${offset}`
    const allowed = code === 'invalid-utf8' ? 'UTF-8' : 'one JSON object'
    return { drop: { code, rule: 'source', observed, allowed } }
  }
  const { value } = parsed
  if (isJsonObject(value)) return { value }
  const observed = jsonKind(value)
  return { drop: { code: 'not-an-object', rule: 'source', observed, allowed: 'object' } }
}

interface Finished {
  readonly sample: MeasuredSample
  readonly weight: number
  readonly record: JsonObject
}

function candidateLine(pipeline: Pipeline, { sample, weight, record }: Finished): CandidateLine {
  const { content, length, metadata, schemaErrors = compliant } = sample
  return {
    content,
    extras: extrasText(pipeline, sample, weight),
    canonical: pipeline.dropDuplicates
      ? canonicalContent(content, pipeline.normalizeText)
      : undefined,
    split: pipeline.split(record),
    length,
    weight,
    violates: schemaErrors.length > 0,
    record,
    metadata,
  }
}

function extrasText(
  { weigh, schemaText }: Pipeline,
  { content, metadata }: MeasuredSample,
  weight: number,
): string {
  let text = ''
  if (weigh) text += `,"weight":${floatText(weight)}`
  if (metadata) text += `,"metadata":${writeJson(metadata)}`
  if (schemaText !== undefined) text += `,"__schema__":${schemaText}`
  return `${content.size === 0 ? text.slice(1) : text}}`
}
