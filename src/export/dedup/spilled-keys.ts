import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { diskFailure } from '../../kernel/disk-failure.js'
import { growingScratch } from './growing-scratch.js'
import { ENTRY_WORDS, segmentOf, SEGMENTS } from './key-entry.js'
import { createKeyFilter, type KeyFilter } from './key-filter.js'
import { writeKeyRun, type KeyRun } from './key-run.js'
import { createKeySlots, type KeySlots } from './key-slots.js'
import { mergeEntries } from './merge-entries.js'

/**
 * Keys that memory had no room for, in sorted runs on disk. A filter in memory knows of nearly all new
 * keys that they are in no run; the runs have the last word about the others.
 */
export interface SpilledKeys {
  /** The row of the key whose four words start at `at`. */
  find(keys: Uint32Array, at: number): number | undefined
  /**
   * Takes over all keys of the slots, which are not among those taken before. Gives slots for the keys
   * to come; with the first ones it shares their memory.
   */
  take(slots: KeySlots): Promise<KeySlots>
  close(): void
}

/** Of the memory that all keys had: the rest is for new keys, until they follow to the disk. */
const FILTER_SHARE = 5 / 8
/** As many runs of a level make one of the next: keys are written about log4(size ÷ memory) times. */
const FAN_IN = 4

interface LevelledRun {
  readonly level: number
  readonly run: KeyRun
}

/** `folder` is made, in one that there is. */
export function spillKeys(folder: string): SpilledKeys {
  makeFolder(folder)
  let filter: KeyFilter | undefined
  const scratches = Array.from({ length: FAN_IN }, growingScratch)
  const mergeScratch = growingScratch()
  /** Those of a higher level, which hold more keys, first. */
  const runs: LevelledRun[] = []
  let written = 0

  function pathOfNext(): string {
    written += 1
    return join(folder, `keys-${written}`)
  }

  function addToFilter(run: KeyRun): void {
    for (let segment = 0; segment < SEGMENTS; segment += 1) {
      const entries = run.readSegment(segment, mergeScratch)
      for (let entry = 0; entry < entries.length; entry += ENTRY_WORDS) {
        filter?.add(placeOf(segment, entries[entry + 1] ?? 0), entries[entry + 3] ?? 0)
      }
    }
  }

  async function mergeLevel(level: number): Promise<void> {
    const merged = runs.filter((each) => each.level === level)
    if (merged.length < FAN_IN) return
    const run = await writeKeyRun(pathOfNext(), (segment) =>
      mergeEntries(
        merged.map((each, index) =>
          each.run.readSegment(segment, scratches[index] ?? mergeScratch),
        ),
        mergeScratch,
      ),
    )
    runs.splice(runs.indexOf(merged[0] ?? { level, run }), merged.length, { level: level + 1, run })
    for (const each of merged) each.run.remove()
    await mergeLevel(level + 1)
  }

  return {
    find(keys, at) {
      const place = placeOf(segmentOf(keys, at), keys[at + 1] ?? 0)
      if (!filter?.mayHold(place, keys[at + 3] ?? 0)) return undefined
      for (const { run } of runs) {
        const row = run.find(keys, at)
        if (row !== undefined) return row
      }
      return undefined
    },
    async take(slots) {
      const run = await writeKeyRun(pathOfNext(), (segment) => slots.takeSegment(segment))
      runs.push({ level: 0, run })
      let next = slots
      if (!filter) {
        const memory = slots.release()
        const share = Math.max(1, Math.floor(memory.length * FILTER_SHARE))
        filter = createKeyFilter(memory.slice(0, share))
        next = createKeySlots(memory.slice(share))
      }
      addToFilter(run)
      await mergeLevel(0)
      return next
    },
    close() {
      for (const { run } of runs.splice(0)) run.remove()
    },
  }
}

/** In the filter: ascends in the order of the entries of a run. */
function placeOf(segment: number, word: number): number {
  return segment * 2 ** 24 + (word >>> 8)
}

function makeFolder(folder: string): void {
  try {
    // Not `recursive`: below /proc, where nothing can be made, that never ends.
    mkdirSync(folder)
  } catch (cause) {
    throw diskFailure(folder, cause)
  }
}
