import type { ManifestInput } from '../../records/manifest.js'
import { firstWhere } from '../rows/first-where.js'
import { rejectsOf, type RejectFacts } from '../rows/reject-facts.js'
import type { RecordOfInput } from './split-records.js'

/** Which record became which sample where there is one split: the samples are the records without the rejects. */
export interface CountedRows {
  recordOf(row: number): RecordOfInput | undefined
  /** Nothing for a record that was dropped. */
  rowOf(place: RecordOfInput): number | undefined
}

export interface CountedRowsOptions {
  readonly inputs: readonly ManifestInput[]
  readonly rejectFacts: RejectFacts
  /** The record on a line; nothing where that is not known yet, which is after all that is known. */
  recordAt(input: string, line: number): number | undefined
}

export function countedRows({ inputs, rejectFacts, recordAt }: CountedRowsOptions): CountedRows {
  /** Rejects of the input that stand before the record. */
  function rejectsBefore(input: string, record: number): number {
    const { first, end } = rejectsOf(rejectFacts, input)
    return firstWhere(first, end, (reject) => rejectedRecord(input, reject) >= record) - first
  }

  function rejectedRecord(input: string, reject: number): number {
    return recordAt(input, rejectFacts.lineAt(reject)) ?? Infinity
  }

  return {
    recordOf(row) {
      let before = 0
      for (const { input, records } of inputs) {
        const { first, end } = rejectsOf(rejectFacts, input)
        const kept = records - (end - first)
        if (row < before + kept) {
          // The sample stands behind as many rejects as have fewer samples than it before them.
          const place = row - before
          const reject = firstWhere(
            first,
            end,
            (each) => rejectedRecord(input, each) - (each - first) > place,
          )
          return { input, record: place + reject - first }
        }
        before += kept
      }
      return undefined
    },

    rowOf({ input, record }) {
      let row = 0
      for (const { input: name, records } of inputs) {
        const { first, end } = rejectsOf(rejectFacts, name)
        if (name === input) {
          const rejects = rejectsBefore(input, record)
          const isRejected =
            first + rejects < end && rejectedRecord(input, first + rejects) === record
          return isRejected ? undefined : row + record - rejects
        }
        row += records - (end - first)
      }
      return undefined
    },
  }
}
