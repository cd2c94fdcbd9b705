import { isUtf8 } from 'node:buffer'
import { LONGEST_CONTENT, type ByteLane, type DecidedRows } from '../../engine/byte-lane.js'
import { rememberTexts, type WrittenTexts } from '../../kernel/written-texts.js'
import type { RecordBatch } from '../../records/record-batch.js'
import type { BatchOutcome } from '../batch-outcome.js'
import { codeCategories } from '../categories/code-categories.js'
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

/** The two ways of a record through the pipeline, of one thread; both lead to the same bytes. */
export interface Lanes {
  /** To be called where a part begins, whose samples are counted into the states. */
  startPart(states: MetricStates): void
  run(batch: RecordBatch, place: BatchPlace): BatchOutcome
  /** Nobody looks any more at the outcome that was given first, of those not released yet. */
  release(): void
}

interface BatchPlace {
  /** Ordinal of the part in the plan. */
  readonly part: number
  /** Line in the part, from 0, that the batch starts at. */
  readonly firstLine: number
  /** Records of the batch to take. */
  readonly count: number
}

/** Without a `lane`, every record goes through the object lane. */
export function createLanes(pipeline: Pipeline, lane: ByteLane | undefined): Lanes {
  const { metrics } = pipeline
  const categories = codeCategories(pipeline.categories)
  let states: MetricStates = new Map()
  const numbers = lane && numberCategories(lane, categories)
  const drops = rememberDrops()
  /** Of each outcome that is not released: whether rows of it lie in the lane. */
  const lying: boolean[] = []
  const writeKey: WriteKey = lane ? keyOfLane(lane) : writeContentKey

  /** The byte lane's part of a batch. Rows of a new shape are counted in at once: those after them rely on it. */
  function decide(toJudge: BatchToJudge, judge: JudgeRow): Decided {
    const { batch, place } = toJudge
    const early = new Set<number>()
    const rows = lane?.decide(batch, {
      count: place.count,
      highestOrder: highestOrder(metrics, states),
      judge(row) {
        const judged = judge(row)
        measure(metrics, states, judged)
        early.add(row)
        return 'line' in judged
      },
    })
    if (rows) measureRows(metrics, states, rows)
    return { rows, early }
  }

  /** The object lane's part. */
  function collectLeft(toJudge: BatchToJudge, judge: JudgeRow, { rows, early }: Decided) {
    const { batch, place, texts } = toJudge
    const left = undecidedRows(place.count, rows)
    const most = { rows: left.length, bytes: expectedBytes(batch, left) }
    const collected = collectOutcome(batch, { most, texts, categories, writeContentKey: writeKey })
    const counter = countLanes()
    counter.addBytes(rows?.count ?? 0)

    /** A row that is not kept as bytes: its faults may be known. */
    function judgeLeft(row: number): Judged {
      const faults = rows?.faultsOf(row)
      const index = place.firstLine + (batch.lines[row] ?? 0)
      const own = { part: place.part, index, judge: () => judge(row) }
      const like = faults && drops.find(faults, own)
      if (like) {
        counter.addBytes(1)
        return like
      }
      counter.addObject(rows && lane ? lane.reasonOf(row) : NO_LANE)
      const judged = judge(row)
      if (faults) drops.learn(faults, judged)
      return judged
    }

    for (const row of left) {
      const judged = judgeLeft(row)
      if (!early.has(row)) measure(metrics, states, judged)
      const position = positionOf(pipeline, batch, row)
      if ('drop' in judged) collected.reject(judged.drop, position)
      else collected.accept(judged.line, position)
    }
    return { ...collected.take(), lanes: counter.report() }
  }

  return {
    startPart(ofPart) {
      states = ofPart
      categories.startPart()
      lane?.startPart()
    },
    run(batch, place) {
      if (categories.startBatch()) numbers?.start()
      const toJudge = { batch, place, texts: rememberTexts() }
      const judge = judgeRows(pipeline, toJudge)
      const decided = decide(toJudge, judge)
      lying.push(decided.rows !== undefined)
      const kept = decided.rows && {
        ...decidedCandidates(pipeline, batch, decided.rows),
        numbers: numbers?.numbersOf(decided.rows) ?? NONE,
      }
      const { candidates, rejects, lanes } = collectLeft(toJudge, judge, decided)
      const { numbers: column, ...columns } = kept ? mergeCandidates(kept, candidates) : candidates
      return {
        read: place.count,
        lineCount: batch.lineCount,
        bytesRead: batch.bytes.length,
        inputBytes: batch.inputBytes,
        candidates: { ...columns, categories: categories.columnOf(column) },
        rejects,
        lanes,
      }
    },
    release() {
      if (lying.shift() === true) lane?.release()
    },
  }
}

/** Where a whole batch, or the whole export, is not for the byte lane. */
const NO_LANE = 'no byte lane'

type JudgeRow = (row: number) => Judged

interface Decided {
  /** Absent where every row is for the object lane. */
  readonly rows: DecidedRows | undefined
  /** Rows that have been counted in. */
  readonly early: ReadonlySet<number>
}

const NONE = new Uint32Array()

/** Lines are rarely longer than the records they are made from; room for one that is comes on top. */
const EXPECTED_GROWTH = 1.25
const SPARE_BYTES = 64 * 1024

function expectedBytes({ spans }: RecordBatch, rows: readonly number[]): number {
  const bytes = rows.reduce(
    (sum, row) => sum + (spans[2 * row + 1] ?? 0) - (spans[2 * row] ?? 0),
    0,
  )
  return rows.length === 0 ? 0 : Math.ceil(bytes * EXPECTED_GROWTH) + SPARE_BYTES
}

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
  let isText: boolean | undefined
  return (row) => {
    const knownUtf8 = (isText ??= isUtf8(bytes))
    return judgeRecord(pipeline, {
      damage: damaged?.get(row),
      bytes,
      span: { start: spans[2 * row] ?? 0, end: spans[2 * row + 1] ?? 0, knownUtf8, texts },
      part: place.part,
      index: place.firstLine + (lines[row] ?? 0),
    })
  }
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
function undecidedRows(count: number, decided: DecidedRows | undefined): readonly number[] {
  const rows: number[] = []
  const indexes = decided?.indexes ?? NONE
  if (indexes.length === count) return rows
  let place = 0
  for (let row = 0; row < count; row += 1) {
    if (indexes[place] === row) place += 1
    else rows.push(row)
  }
  return rows
}

/** Texts, their keys written by the byte lane as far as it may be its turn. */
function keyOfLane(lane: ByteLane): WriteKey {
  return (canonical, keys, at) => {
    const bytes = typeof canonical === 'string' ? Buffer.from(canonical) : canonical
    if (bytes.length <= LONGEST_CONTENT) lane.writeKey(bytes, keys, at)
    else writeContentKey(canonical, keys, at)
  }
}
