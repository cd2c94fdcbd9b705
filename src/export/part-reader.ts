import type { RecordBatch } from '../records/record-batch.js'
import type { Source, SourcePart } from '../sources/source.js'
import { readAhead, type Ahead } from './read-ahead.js'
import type { PartMemory, ReadingMemory } from './reading-memory.js'

/** Reads parts one after the other, and each batch while the one before it is worked on. */
export interface PartReader {
  /** Nobody looks any more at a batch when the next one is asked for. */
  read(part: SourcePart, options: PartReading): AsyncIterable<RecordBatch>
  /** To be called where the part that was named as the next one is not read after all. */
  close(): Promise<void>
}

interface PartReading {
  readonly signal?: AbortSignal | undefined
  /** What is read afterwards: its first batch while the last one of this part is worked on. */
  readonly next?: SourcePart | undefined
}

interface Begun {
  readonly part: SourcePart
  readonly batches: Ahead<RecordBatch>
  readonly memory: PartMemory
  /** All has been read. */
  isAtEnd: boolean
  onEnd: () => void
}

export function partReader(source: Source, readingMemory: ReadingMemory): PartReader {
  let following: Begun | undefined

  function begin(part: SourcePart, signal: AbortSignal | undefined): Begun {
    const memory = readingMemory.startPart()
    const reading = source.read(part, { signal, takeMemory: memory.take })
    const begun: Begun = {
      part,
      memory,
      batches: readAhead(reading, () => {
        begun.isAtEnd = true
        begun.onEnd()
      }),
      isAtEnd: false,
      onEnd: () => {},
    }
    return begun
  }

  async function leave(begun: Begun): Promise<void> {
    begun.onEnd = () => {}
    await begun.batches.close()
    begun.memory.end()
  }

  async function close(): Promise<void> {
    const begun = following
    following = undefined
    if (begun) await leave(begun)
  }

  return {
    async *read(part, { signal, next }) {
      const known = following?.part === part ? following : undefined
      if (known) following = undefined
      await close()
      const begun = known ?? begin(part, signal)
      begun.onEnd = () => {
        if (next) following = begin(next, signal)
      }
      if (begun.isAtEnd) begun.onEnd()
      let isWhole = false
      try {
        for await (const batch of begun.batches) {
          yield batch
          begun.memory.release(batch.bytes)
        }
        isWhole = true
        begun.memory.end()
      } finally {
        if (!isWhole) {
          await leave(begun)
          await close()
        }
      }
    },
    close,
  }
}
