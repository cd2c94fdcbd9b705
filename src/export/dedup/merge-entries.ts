import type { GrowingScratch } from './growing-scratch.js'
import { copyEntry, ENTRY_WORDS } from './key-entry.js'

/** Entries of all lists in ascending order of the second word, as those of each list are. */
export function mergeEntries(lists: readonly Uint32Array[], scratch: GrowingScratch): Uint32Array {
  const merged = scratch.words(lists.reduce((sum, { length }) => sum + length, 0))
  const next = lists.map(() => 0)
  for (let at = 0; at < merged.length; at += ENTRY_WORDS) {
    let least = -1
    let leastWord = Infinity
    for (let list = 0; list < lists.length; list += 1) {
      const word = lists[list]?.[(next[list] ?? 0) + 1] ?? Infinity
      if (word < leastWord) {
        least = list
        leastWord = word
      }
    }
    copyEntry(lists[least] ?? merged, next[least] ?? 0, { to: merged, at })
    next[least] = (next[least] ?? 0) + ENTRY_WORDS
  }
  return merged
}
