import { isUtf8 } from 'node:buffer'
import { LONGEST_CONTENT, type ByteLane, type DecidedRows } from '../../engine/byte-lane.js'
import { rememberTexts } from '../../kernel/written-texts.js'
import type { RecordBatch } from '../../records/record-batch.js'
import type { BatchOutcome } from '../batch-outcome.js'
import type { CategoryCoder } from '../categories/code-categories.js'
import { collectOutcome } from '../collect-outcome.js'
import { writeContentKey, type WriteKey } from '../content-key.js'
import { judgeRecord, type Judged } from '../judge-record.js'
import { measure, measureRows, type MetricStates } from '../metric-states.js'
import type { Pipeline } from '../pipeline.js'
import { decidedCandidates } from './decided-candidates.js'
import { mergeCandidates } from './merge-candidates.js'
import { numberCategories } from './number-categories.js'

/** The two ways of a record through the pipeline, for one part; both lead to the same bytes. */
export interface Lanes {
  run(batch: RecordBatch, place: BatchPlace): BatchOutcome
}

export interface BatchPlace {
  /** Ordinal of the part in the plan. */
  readonly part: number
  /** Line in the part, from 0, that the batch starts at. */
  readonly firstLine: number
  /** Records of the batch to take. */
  readonly count: number
}

export interface LaneOptions {
  /** Absent: every record goes through the object lane. */
  readonly lane: ByteLane | undefined
  readonly categories: CategoryCoder
  readonly states: MetricStates
}

export function createLanes(
  pipeline: Pipeline,
  { lane, categories, states }: LaneOptions,
): Lanes {
  const { metrics } = pipeline
  const numbers = lane && numberCategories(lane, categories, lane.categoryConstants)
  const writeKey: WriteKey = lane ? keyOfLane(lane) : writeContentKey

  return {
    run(batch, place) {
      const { bytes, lines, lineCount, spans } = batch
      const { count } = place
      const texts = rememberTexts()
      const knownUtf8 = isUtf8(bytes)
      const judge = (row: number): Judged =>
        judgeRecord(pipeline, {
          damage: batch.damaged?.get(row),
          bytes,
          span: { start: spans[2 * row] ?? 0, end: spans[2 * row + 1] ?? 0, knownUtf8, texts },
          part: place.part,
          index: place.firstLine + (lines[row] ?? 0),
        })
      // Rows of a new shape are counted in at once: the rows after them rely on it.
      const early = new Map<number, Judged>()
      const decided = lane?.decide(batch, count, (row) => {
        const judged = judge(row)
        measure(metrics, states, judged)
        early.set(row, judged)
        return 'line' in judged
      })
      const kept =
        decided &&
        numbers &&
        decidedCandidates(pipeline, batch, { ...decided, ...numbers.codesOf(decided) })
      if (decided && kept) {
        measureRows(metrics, states, {
          count: decided.count,
          lengths: kept.lengths,
          textOrders: decided.textOrders.slice(),
          producedOf: (row) => producedOf(judge(decided.indexes[row] ?? 0)),
        })
      }

      const collected = collectOutcome(batch, { texts, categories, writeContentKey: writeKey })
      for (const row of undecidedRows(count, decided)) {
        const judged = judge(row)
        if (!early.has(row)) measure(metrics, states, judged)
        const start = spans[2 * row] ?? 0
        const where = {
          line: lines[row] ?? 0,
          offset: batch.offset === undefined ? undefined : batch.offset + start,
          bytes: pipeline.keepRejectedRecords ? bytes.subarray(start, spans[2 * row + 1]) : undefined,
        }
        if ('drop' in judged) collected.reject(judged.drop, where)
        else collected.accept(judged.line, where)
      }
      const { candidates, rejects } = collected.take()
      const outcome = { read: count, lineCount, bytesRead: bytes.length, rejects }
      if (!kept) return { ...outcome, candidates }
      const { isFirst, values, ...own } = candidates.categories
      const { codes, codeEnds, ...columns } = mergeCandidates(kept, { ...candidates, ...own })
      const merged = { isFirst, values, codes, codeEnds }
      return { ...outcome, candidates: { ...columns, categories: merged } }
    },
  }
}

/** All rows when nothing is decided. */
function* undecidedRows(count: number, decided: DecidedRows | undefined): Generator<number> {
  const indexes = decided?.indexes
  let place = 0
  for (let row = 0; row < count; row += 1) {
    if (indexes && indexes[place] === row) place += 1
    else yield row
  }
}

/** Texts, their keys written by the byte lane as far as it may be its turn. */
function keyOfLane(lane: ByteLane): WriteKey {
  return (canonical, keys, at) => {
    const bytes = typeof canonical === 'string' ? Buffer.from(canonical) : canonical
    if (bytes.length <= LONGEST_CONTENT) lane.writeKey(bytes, keys, at)
    else writeContentKey(canonical, keys, at)
  }
}

function producedOf(judged: Judged): string {
  return judged.measured?.produced ?? ''
}
