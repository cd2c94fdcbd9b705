import { isUtf8 } from 'node:buffer'
import { LONGEST_CONTENT, type ByteLane, type DecidedRows } from '../../engine/byte-lane.js'
import { rememberTexts, type WrittenTexts } from '../../kernel/written-texts.js'
import type { RecordBatch } from '../../records/record-batch.js'
import type { BatchOutcome } from '../batch-outcome.js'
import type { CategoryCoder } from '../categories/code-categories.js'
import { collectOutcome } from '../collect-outcome.js'
import { writeContentKey, type WriteKey } from '../content-key.js'
import { judgeRecord, type Judged } from '../judge-record.js'
import { highestOrder, measure, measureRows, type MetricStates } from '../metric-states.js'
import type { Pipeline } from '../pipeline.js'
import { countLanes } from './count-lanes.js'
import { decidedCandidates } from './decided-candidates.js'
import { mergeCandidates } from './merge-candidates.js'
import { numberCategories } from './number-categories.js'
import { rememberDrops } from './remember-drops.js'

/** The two ways of a record through the pipeline, for one part; both lead to the same bytes. */
export interface Lanes {
  run(batch: RecordBatch, place: BatchPlace): BatchOutcome
}

interface BatchPlace {
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

export function createLanes(pipeline: Pipeline, { lane, categories, states }: LaneOptions): Lanes {
  const { metrics } = pipeline
  lane?.startPart()
  const numbers = lane && numberCategories(lane, categories, lane.categoryConstants)
  const drops = rememberDrops()
  const writeKey: WriteKey = lane ? keyOfLane(lane) : writeContentKey

  return {
    run(batch, place) {
      const texts = rememberTexts()
      const judge = judgeRows(pipeline, { batch, place, texts })
      // Rows of a new shape are counted in at once: the rows after them rely on it.
      const early = new Set<number>()
      const decided = lane?.decide(batch, {
        count: place.count,
        highestOrder: highestOrder(metrics, states),
        judge(row) {
          const judged = judge(row)
          measure(metrics, states, judged)
          early.add(row)
          return 'line' in judged
        },
      })
      const kept =
        decided &&
        numbers &&
        decidedCandidates(pipeline, batch, { ...decided, ...numbers.codesOf(decided) })
      if (decided) measureRows(metrics, states, decided)

      const counter = countLanes()
      counter.addBytes(decided?.count ?? 0)

      /** A row that is not kept as bytes: its faults may be known. */
      function judgeUndecided(row: number): Judged {
        const faults = decided?.faultsOf(row)
        const index = place.firstLine + (batch.lines[row] ?? 0)
        const own = { part: place.part, index, judge: () => judge(row) }
        const like = faults && drops.find(faults, own)
        if (like) {
          counter.addBytes(1)
          return like
        }
        counter.addObject(decided && lane ? lane.reasonOf(row) : NO_LANE)
        const judged = judge(row)
        if (faults) drops.learn(faults, judged)
        return judged
      }

      const collected = collectOutcome(batch, { texts, categories, writeContentKey: writeKey })
      for (const row of undecidedRows(place.count, decided)) {
        const judged = judgeUndecided(row)
        if (!early.has(row)) measure(metrics, states, judged)
        const position = positionOf(pipeline, batch, row)
        if ('drop' in judged) collected.reject(judged.drop, position)
        else collected.accept(judged.line, position)
      }
      const { lineCount, bytes } = batch
      const { inputBytes } = batch
      const outcome = {
        read: place.count,
        lineCount,
        bytesRead: bytes.length,
        inputBytes,
        lanes: counter.report(),
        ...collected.take(),
      }
      if (!kept) return outcome
      const { isFirst, values, ...own } = outcome.candidates.categories
      const { codes, codeEnds, ...columns } = mergeCandidates(kept, {
        ...outcome.candidates,
        ...own,
      })
      const merged = { isFirst, values, codes, codeEnds }
      return { ...outcome, candidates: { ...columns, categories: merged } }
    },
  }
}

/** Where a whole batch, or the whole export, is not for the byte lane. */
const NO_LANE = 'no byte lane'

interface BatchToJudge {
  readonly batch: RecordBatch
  readonly place: BatchPlace
  readonly texts: WrittenTexts
}

/** The object lane: judges one row of the batch. */
function judgeRows(
  pipeline: Pipeline,
  { batch, place, texts }: BatchToJudge,
): (row: number) => Judged {
  const { bytes, spans, lines, damaged } = batch
  const knownUtf8 = isUtf8(bytes)
  return (row) =>
    judgeRecord(pipeline, {
      damage: damaged?.get(row),
      bytes,
      span: { start: spans[2 * row] ?? 0, end: spans[2 * row + 1] ?? 0, knownUtf8, texts },
      part: place.part,
      index: place.firstLine + (lines[row] ?? 0),
    })
}

function positionOf({ keepRejectedRecords }: Pipeline, batch: RecordBatch, row: number) {
  const { bytes, spans, lines, offset } = batch
  const start = spans[2 * row] ?? 0
  return {
    line: lines[row] ?? 0,
    offset: offset === undefined ? undefined : offset + start,
    bytes: keepRejectedRecords ? bytes.subarray(start, spans[2 * row + 1]) : undefined,
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
