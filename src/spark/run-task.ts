import { KEY_WORDS } from '../export/content-key.js'
import { dropOf, type BatchOutcome, type Candidates } from '../export/batch-outcome.js'
import { MOST_SHOWN_BYTES } from '../export/dedup/count-duplicates.js'
import { createKeyTable } from '../export/dedup/key-table.js'
import { packStates } from '../export/metric-states.js'
import type { ExportPlan } from '../export/plan.js'
import { createPartTools, runPart } from '../export/run-part.js'
import { frameOf, jsonFrame } from './frames.js'
import { packFact, withoutLines } from './task-facts.js'

/** Parts that one worker makes, one after the other; plain data. */
export interface Task {
  readonly id: number
  /** Ordinals in the plan. */
  readonly first: number
  readonly end: number
}

/** What END says of a task; counts are of what was sent before it. */
export interface TaskEnd {
  readonly task: number
  /** Lines of the input, as far as they belong to the parts. */
  readonly rows: number
  readonly read: number
  /** Dropped by then, by reason; copies of samples in other tasks are not known yet. */
  readonly dropped: Readonly<Record<string, number>>
  readonly bytes_read: number
  readonly line_bytes: number
  readonly key_bytes: number
  readonly copy_bytes: number
  readonly fact_bytes: number
}

/** Hash of the sample, and its place in plan order: task, ordinal among those of the task, row in it. */
const KEY_BYTES = 32
/** Before each line: its ordinal, and its length. */
const ENTRY_HEAD_BYTES = 8

/**
 * Makes lines, keys and facts of the parts as frames: `L` lines of one split, `K` keys, `M` beginnings of
 * copies, `C` a fact, `E` the end. Of samples that are the same within the task only the first gets a line
 * and a key; the others are copies.
 */
export async function runTask(
  plan: ExportPlan,
  task: Task,
  send: (pieces: readonly Uint8Array[]) => void,
): Promise<void> {
  const { metrics, dropDuplicates } = plan.pipeline
  const tools = createPartTools(plan)
  const seen = createKeyTable()
  const dropped = new Map<string, number>()
  const sent = { line_bytes: 0, key_bytes: 0, copy_bytes: 0, fact_bytes: 0 }
  let ordinal = 0
  let row = 0
  let read = 0
  let bytesRead = 0

  function sendFact(fact: Parameters<typeof packFact>[0]): void {
    const bytes = packFact(fact)
    sent.fact_bytes += bytes.length
    send(frameOf('C', bytes))
  }

  function countDrops(code: string, by: number): void {
    if (by > 0) dropped.set(code, (dropped.get(code) ?? 0) + by)
  }

  /** Tells copies from samples; those get ordinals. */
  function sift(candidates: Candidates) {
    const copies: number[] = []
    const kept: number[] = []
    for (let index = 0; index < candidates.ends.length; index += 1) {
      const own = row + (candidates.lines[index] ?? 0)
      const first = dropDuplicates
        ? seen.addOrFind(candidates.keys, index * KEY_WORDS, own)
        : undefined
      if (first === undefined) kept.push(index)
      else copies.push(index, first)
    }
    return { copies: Float64Array.from(copies), kept }
  }

  function sendKeys({ keys, lines }: Candidates, kept: readonly number[]): void {
    if (!dropDuplicates || kept.length === 0) return
    const bytes = Buffer.allocUnsafe(kept.length * KEY_BYTES)
    for (const [place, index] of kept.entries()) {
      const at = place * KEY_BYTES
      for (let word = 0; word < KEY_WORDS; word += 1) {
        bytes.writeUInt32LE(keys[index * KEY_WORDS + word] ?? 0, at + 4 * word)
      }
      bytes.writeUInt32BE(task.id, at + 16)
      bytes.writeUInt32BE(ordinal + place, at + 20)
      bytes.writeBigUInt64BE(BigInt(row + (lines[index] ?? 0)), at + 24)
    }
    sent.key_bytes += bytes.length
    send(frameOf('K', bytes))
  }

  function sendLines({ bytes, starts, ends, splits }: Candidates, kept: readonly number[]): void {
    const bySplit = new Map<number, Uint8Array[]>()
    for (const [place, index] of kept.entries()) {
      const split = splits[index] ?? 0
      let pieces = bySplit.get(split)
      if (!pieces) bySplit.set(split, (pieces = [Uint8Array.of(split)]))
      const line = bytes.subarray(starts[index], ends[index])
      const head = Buffer.allocUnsafe(ENTRY_HEAD_BYTES)
      head.writeUInt32BE(ordinal + place, 0)
      head.writeUInt32BE(line.length, 4)
      pieces.push(head, line)
    }
    for (const pieces of bySplit.values()) {
      const joined = Buffer.concat(pieces)
      sent.line_bytes += joined.length
      send(frameOf('L', joined))
    }
  }

  /** As much of the contents of copies as may have to be shown. */
  function sendCopies({ bytes, starts, contentEnds }: Candidates, copies: Float64Array): void {
    const shown: Uint8Array[] = []
    for (let at = 0; at < copies.length; at += 2) {
      const index = copies[at] ?? 0
      const start = starts[index] ?? 0
      const end = Math.min(contentEnds[index] ?? 0, start + MOST_SHOWN_BYTES)
      shown.push(bytes.subarray(start, end))
    }
    if (shown.length === 0) return
    const joined = Buffer.concat(shown)
    sent.copy_bytes += joined.length
    send(frameOf('M', joined))
  }

  function sendBatch(part: number, outcome: BatchOutcome): void {
    const { candidates, rejects } = outcome
    const { copies, kept } = sift(candidates)
    sendKeys(candidates, kept)
    sendLines(candidates, kept)
    sendCopies(candidates, copies)
    sendFact({ kind: 'batch', part, outcome: withoutLines(outcome), copies })
    ordinal += kept.length
    row += outcome.lineCount
    read += outcome.read
    bytesRead += outcome.bytesRead
    for (const place of rejects.kinds.keys()) countDrops(dropOf(rejects, place).code, 1)
    countDrops('duplicate', copies.length / 2)
  }

  for (let part = task.first; part < task.end; part += 1) {
    const sourcePart = plan.parts[part]
    if (!sourcePart) continue
    const running = runPart(plan, sourcePart, { tools })
    for (;;) {
      const step = await running.next()
      if (step.done !== true) {
        sendBatch(part, step.value)
        tools.lanes.release()
        continue
      }
      const { recordsSha256, states } = step.value
      sendFact({ kind: 'part-end', part, recordsSha256, states: packStates(metrics, states) })
      break
    }
  }
  const end: TaskEnd = {
    task: task.id,
    rows: row,
    read,
    dropped: Object.fromEntries(dropped),
    bytes_read: bytesRead,
    ...sent,
  }
  send(jsonFrame('E', end))
}
