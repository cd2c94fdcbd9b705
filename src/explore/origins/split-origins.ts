import type { Explorer } from '../open-explorer.js'
import { patiently } from './patience.js'
import type { SampleOrigins } from './origin.js'
import type { SourceIndex } from './source-index.js'

/** Of several splits: the source is read again, and the recipe says where each record belongs. */
export function splitOrigins({ manifest }: Explorer, sources: SourceIndex): SampleOrigins {
  const last = manifest.source.inputs.at(-1)?.input ?? ''

  async function wait(): Promise<void> {
    sources.begin()
    await patiently(sources.settled(last))
  }

  return {
    async originOf(row) {
      await wait()
      const found = sources.rows?.recordOf(row)
      const records = found && sources.recordsOf(found.input)
      if (records) return { input: found.input, line: records.lineOf(found.record), unit: 'line' }
      const isReading = ['waiting', 'reading'].includes(sources.stateOf(last))
      return { unknown: isReading ? 'reading' : 'several-splits' }
    },

    async rowAt({ input, line }) {
      await wait()
      const record = sources.recordsOf(input)?.recordAt(line)
      return record === undefined ? undefined : sources.rows?.rowOf({ input, record })
    },
  }
}
