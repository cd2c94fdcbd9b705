import { countedRows } from './counted-rows.js'
import type { InputRecords } from './input-records.js'
import type { Explorer } from '../open-explorer.js'
import { patiently } from './patience.js'
import type { SampleOrigins } from './origin.js'
import { isUsable, type SourceIndex } from './source-index.js'

/** Kinds of sources where the so-manieth record stands in the row of that number. */
const rowTypes: ReadonlySet<string> = new Set(['json', 'parquet', 'sqlite', 'postgres', 'duckdb'])

/** Of one split: the samples are the records without the rejects. */
export function countedOrigins(explorer: Explorer, sources: SourceIndex): SampleOrigins {
  const { manifest, rejectFacts, indexed, progress } = explorer
  const { id, inputs } = manifest.source
  const hasRows = rowTypes.has(id.slice(0, id.indexOf(':')))

  /** Where lines are not records, and the file is there to tell. */
  function linesOf(input: string): InputRecords | undefined {
    if (hasRows) return undefined
    return isUsable(sources.stateOf(input)) ? sources.recordsOf(input) : undefined
  }

  const rows = countedRows({
    inputs,
    rejectFacts,
    recordAt(input, line) {
      const records = linesOf(input)
      return records === undefined ? line - 1 : records.recordAt(line)
    },
  })

  return {
    async originOf(row) {
      await patiently(indexed)
      const found = progress().isComplete ? rows.recordOf(row) : undefined
      if (found === undefined) return { unknown: 'reading' }
      const { input } = found
      if (hasRows) return { input, line: found.record + 1, unit: 'line' }
      sources.begin()
      await patiently(sources.settled(input))
      const { record } = rows.recordOf(row) ?? found
      const records = linesOf(input)
      if (records === undefined) return { input, line: record + 1, unit: 'record' }
      if (record >= records.count()) return { unknown: 'reading' }
      return { input, line: records.lineOf(record), unit: 'line' }
    },

    async rowAt({ input, line }) {
      await patiently(indexed)
      if (!progress().isComplete) return undefined
      if (!hasRows) {
        sources.begin()
        await patiently(sources.settled(input))
      }
      const records = linesOf(input)
      const record = records === undefined ? line - 1 : records.recordAt(line)
      return record === undefined ? undefined : rows.rowOf({ input, record })
    },
  }
}
