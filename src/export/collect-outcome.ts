import { isUtf8 } from 'node:buffer'
import type { JsonObject } from '../kernel/json-value.js'
import { writeJson, writeKey } from '../kernel/write-json.js'
import type { WrittenTexts } from '../kernel/written-texts.js'
import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'
import type { RecordText, Rejects } from './batch-outcome.js'
import type { CategoryCoder } from './categories/code-categories.js'
import { KEY_WORDS, type WriteKey } from './content-key.js'
import type { CandidateLine } from './judge-record.js'
import type { LaneCandidates } from './lanes/merge-candidates.js'
import { createLineBuffer } from './line-buffer.js'

interface RecordPosition {
  readonly line: number
  readonly offset: number | undefined
  /** The record itself, when rejects are to carry it. */
  readonly bytes: Uint8Array | undefined
}

/** Gathers the columns of an outcome while a batch is worked through. */
export interface OutcomeCollector {
  accept(line: CandidateLine, position: RecordPosition): void
  reject(drop: Drop, position: RecordPosition): void
  take(): { readonly candidates: LaneCandidates; readonly rejects: Rejects }
}

export interface CollectOptions {
  /** Most records to come, and about how many bytes they make. */
  readonly most: { readonly rows: number; readonly bytes: number }
  /** Tells which texts of the record judged last can be copied from the batch. */
  readonly texts: WrittenTexts
  /** Of the part. */
  readonly categories: CategoryCoder
  readonly writeContentKey: WriteKey
}

export function collectOutcome(
  batch: RecordBatch,
  { most, texts, categories, writeContentKey }: CollectOptions,
): OutcomeCollector {
  const buffer = createLineBuffer(most.bytes)
  const starts = new Uint32Array(most.rows)
  const ends = new Uint32Array(most.rows)
  const contentEnds = new Uint32Array(most.rows)
  const lines = new Uint32Array(most.rows)
  const keys = new Uint32Array(most.rows * KEY_WORDS)
  const splits = new Uint8Array(most.rows)
  const lengths = new Uint32Array(most.rows)
  const weights = new Float64Array(most.rows)
  const violations = new Uint8Array(most.rows)
  const offsets = new Float64Array(batch.offset === undefined ? 0 : most.rows)
  const numbers = new Uint32Array(most.rows * categories.width)
  const records: RecordText[] = []
  const rejects = collectRejects(most.rows, batch.offset !== undefined)
  let count = 0

  /** As `writeJson` would write it, without the closing brace. */
  function appendContent(content: JsonObject): void {
    let before = '{'
    content.forEach((value, key) => {
      buffer.append(`${before}${writeKey(key)}:`)
      before = ','
      const place = typeof value === 'string' ? texts.find(value) : undefined
      if (place) buffer.appendBytes(batch.bytes.subarray(place.start, place.end))
      else buffer.append(writeJson(value))
    })
    if (content.size === 0) buffer.append(before)
  }

  return {
    accept(candidate, { line, offset, bytes }) {
      starts[count] = buffer.position()
      appendContent(candidate.content)
      contentEnds[count] = buffer.position()
      const canonical = candidate.canonical ?? buffer.currentLine()
      writeContentKey(canonical, keys, count * KEY_WORDS)
      buffer.append(candidate.extras)
      ends[count] = buffer.endLine()
      lines[count] = line
      splits[count] = candidate.split
      lengths[count] = candidate.length
      weights[count] = candidate.weight
      violations[count] = candidate.violates ? 1 : 0
      if (offset !== undefined) offsets[count] = offset
      categories.write(candidate, numbers, count * categories.width)
      if (bytes) records.push(recordText(bytes))
      count += 1
    },

    reject: rejects.add,

    take: () => ({
      candidates: {
        bytes: buffer.take(),
        starts: starts.slice(0, count),
        ends: ends.slice(0, count),
        contentEnds: contentEnds.slice(0, count),
        lines: lines.slice(0, count),
        keys: keys.slice(0, count * KEY_WORDS),
        splits: splits.slice(0, count),
        lengths: lengths.slice(0, count),
        weights: weights.slice(0, count),
        violations: violations.slice(0, count),
        offsets: offsets.slice(0, offsets.length === 0 ? 0 : count),
        numbers: numbers.slice(0, count * categories.width),
        records,
      },
      rejects: rejects.take(),
    }),
  }
}

function collectRejects(most: number, hasOffsets: boolean) {
  const kindOf = new Map<Drop, number>()
  const kinds = new Uint32Array(most)
  const lines = new Uint32Array(most)
  const offsets = new Float64Array(hasOffsets ? most : 0)
  const records: RecordText[] = []
  let count = 0
  return {
    add(drop: Drop, { line, offset, bytes }: RecordPosition): void {
      let kind = kindOf.get(drop)
      if (kind === undefined) kindOf.set(drop, (kind = kindOf.size))
      kinds[count] = kind
      lines[count] = line
      if (offset !== undefined) offsets[count] = offset
      if (bytes) records.push(recordText(bytes))
      count += 1
    },
    take: (): Rejects => ({
      drops: [...kindOf.keys()],
      kinds: kinds.slice(0, count),
      lines: lines.slice(0, count),
      offsets: offsets.slice(0, hasOffsets ? count : 0),
      records,
    }),
  }
}

/** The record as text, or in Base64 when it is not UTF-8. */
export function recordText(bytes: Uint8Array): RecordText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isUtf8(buffer)) return { record: buffer.toString('utf8') }
  return { record_base64: buffer.toString('base64') }
}
