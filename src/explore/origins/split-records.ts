import { isJsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import type { ManifestInput } from '../../records/manifest.js'
import type { ExportedRecipe } from './exported-recipe.js'
import { firstWhere } from '../rows/first-where.js'
import { growingNumbers } from '../rows/growing-numbers.js'
import type { PassingRecord } from './read-input.js'
import { rejectsOf, type RejectFacts } from '../rows/reject-facts.js'
import type { SplitRows } from '../rows/sample-facts.js'

export interface RecordOfInput {
  readonly input: string
  /** Counted from 0 in the input. */
  readonly record: number
}

/**
 * Which record became which sample, where there are several splits: samples stand in input order,
 * rejects say which records are none, and the recipe says which split a record belongs to. 4 bytes
 * a sample.
 */
export interface SplitRecords {
  start(listed: ManifestInput): void
  add(record: PassingRecord): void
  /** What was added last is not what was exported: nothing is known of it, and of what follows. */
  stop(): void
  recordOf(row: number): RecordOfInput | undefined
  rowOf(place: RecordOfInput): number | undefined
}

export interface SplitRecordsOptions {
  readonly inputs: readonly ManifestInput[]
  readonly splits: readonly SplitRows[]
  readonly rejectFacts: RejectFacts
  readonly recipe: ExportedRecipe
}

export function splitRecords(options: SplitRecordsOptions): SplitRecords {
  const { inputs, splits, rejectFacts, recipe } = options
  /** Of each row its record, counted over all inputs. */
  const records = growingNumbers(splits.at(-1)?.end ?? 0)
  let next = new Map(splits.map(({ split, first }) => [split, first]))
  let nextAtStart = next
  let base = 0
  let reject = 0
  let lastReject = 0
  let hasStopped = false

  return {
    start(listed) {
      nextAtStart = new Map(next)
      base = firstRecordOf(inputs, listed.input)
      const { first, end } = rejectsOf(rejectFacts, listed.input)
      reject = first
      lastReject = end
    },

    add({ record, line, batch, index }) {
      if (hasStopped) return
      if (reject < lastReject && rejectFacts.lineAt(reject) === line) {
        reject += 1
        return
      }
      const start = batch.spans[2 * index] ?? 0
      const parsed = parseJson(batch.bytes, { start, end: batch.spans[2 * index + 1] ?? start })
      if (!('value' in parsed) || !isJsonObject(parsed.value)) return
      const split = recipe.splitOf(parsed.value)
      const row = next.get(split)
      if (row === undefined) return
      records.set(row, base + record)
      next.set(split, row + 1)
    },

    stop() {
      if (!hasStopped) next = nextAtStart
      hasStopped = true
    },

    recordOf(row) {
      const rows = splits.find(({ first, end }) => row >= first && row < end)
      if (rows === undefined || row >= (next.get(rows.split) ?? 0)) return undefined
      return placeOf(inputs, records.get(row))
    },

    rowOf({ input, record }) {
      const wanted = firstRecordOf(inputs, input) + record
      for (const { split, first } of splits) {
        const end = next.get(split) ?? first
        const row = firstWhere(first, end, (each) => records.get(each) >= wanted)
        if (row < end && records.get(row) === wanted) return row
      }
      return undefined
    },
  }
}

function firstRecordOf(inputs: readonly ManifestInput[], input: string): number {
  const before = inputs.slice(
    0,
    inputs.findIndex((listed) => listed.input === input),
  )
  return before.reduce((sum, { records }) => sum + records, 0)
}

function placeOf(inputs: readonly ManifestInput[], record: number): RecordOfInput | undefined {
  let first = 0
  for (const { input, records } of inputs) {
    if (record < first + records) return { input, record: record - first }
    first += records
  }
  return undefined
}
