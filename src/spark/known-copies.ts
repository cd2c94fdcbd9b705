import type { KnownCopies } from '../export/assemble.js'
import type { TaskFact } from './task-facts.js'

/** Bytes of a loser: its ordinal in the task; task and row of what is kept instead. */
const LOSER_BYTES = 16

/** Which samples are copies of which, as workers and the shuffle have found: it needs no keys. */
export interface CopiesOfTasks {
  /** For the driver's pass over all outcomes. */
  readonly table: KnownCopies
  /** The tasks come in their order; with what the shuffle says of this one. */
  startTask(task: number, losers: Buffer | undefined): void
  /** To be told of each batch of the task before it is assembled. */
  learn(fact: TaskFact): void
}

/** `firstRows`: of each task, counted over all tasks. */
export function knownCopies(firstRows: readonly number[]): CopiesOfTasks {
  /** Row of the sample that is kept, by the row of its copy in this task. */
  let kept = new Map<number, number>()
  let losers = new Map<number, number>()
  let firstRow = 0
  let batchRow = 0
  /** Of the batch learnt last. */
  let learntRow = 0
  let ordinal = 0

  return {
    startTask(task, bytes) {
      kept = new Map()
      losers = bytes ? losersIn(bytes, firstRows) : new Map<number, number>()
      firstRow = firstRows[task] ?? 0
      batchRow = firstRow
      ordinal = 0
    },
    learn(fact) {
      if (fact.kind === 'part-end') return
      const { outcome, copies } = fact
      const { lines } = outcome.candidates
      let next = 0
      for (const [index, line] of lines.entries()) {
        if (copies[next] === index) {
          const earlier = firstRow + (copies[next + 1] ?? 0)
          kept.set(batchRow + line, kept.get(earlier) ?? earlier)
          next += 2
          continue
        }
        const winner = losers.get(ordinal)
        if (winner !== undefined) kept.set(batchRow + line, winner)
        ordinal += 1
      }
      learntRow = batchRow
      batchRow += outcome.lineCount
    },
    table: {
      size: 0,
      addOrFind: (_keys, _at, row) => kept.get(row),
      addNew: () => undefined,
      // Its text is fetched in the end, of those that are shown then.
      contentOf: ({ lines }, index) => ({
        text: String(learntRow + (lines[index] ?? 0)),
        clipped: false,
      }),
      makeRoom: () => Promise.resolve(),
      close() {},
    },
  }
}

function losersIn(bytes: Buffer, firstRows: readonly number[]): Map<number, number> {
  const losers = new Map<number, number>()
  for (let at = 0; at < bytes.length; at += LOSER_BYTES) {
    const task = bytes.readUInt32BE(at + 4)
    const row = Number(bytes.readBigUInt64BE(at + 8))
    losers.set(bytes.readUInt32BE(at), (firstRows[task] ?? 0) + row)
  }
  return losers
}
