import { mayBeSame } from '../../kernel/file-digests.js'
import { isLoradexError, messageOf } from '../../kernel/error.js'
import type { LineHeads } from './line-heads.js'
import type { IndexedShard } from './row-series.js'

/** Shared by what is read side by side. */
export interface IndexTally {
  /** Of the files as they are on disk. */
  bytesDone: number
  /** Where files are not what the manifest says; one line each. */
  readonly problems: string[]
}

export interface IndexOptions {
  /** Is given every line, too. */
  readonly lines?: LineHeads
  readonly tally: IndexTally
  readonly signal: AbortSignal
}

/** Reads the files one after another, and compares them with what the manifest says. */
export async function indexSeries(
  shards: readonly IndexedShard[],
  { lines, tally, signal }: IndexOptions,
): Promise<void> {
  for (const { text, starts } of shards) {
    const { listed } = text
    const { file, records, bytes } = listed
    try {
      const chunks = text.chunks(signal, (length) => (tally.bytesDone += length))
      for (;;) {
        const step = await chunks.next()
        if (step.done === true) {
          if (!mayBeSame(step.value, listed))
            tally.problems.push(`${file}: its checksum is not the manifest's`)
          break
        }
        starts.add(step.value)
        lines?.add(step.value)
      }
    } catch (error) {
      if (signal.aborted) return
      tally.problems.push(`${file}: ${isLoradexError(error) ? error.message : messageOf(error)}`)
    }
    starts.end()
    lines?.endFile()
    if (starts.count() !== records) {
      tally.problems.push(
        `${file}: expected ${records} lines, saw ${starts.count()} (${bytes} bytes)`,
      )
    }
  }
}
