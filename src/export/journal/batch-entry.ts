import type { BatchOutcome, Candidates } from '../batch-outcome.js'
import { KEY_WORDS } from '../content-key.js'
import type { FoundCopies } from '../dedup/find-copies.js'
import { wordsOfRows, type BatchEntry } from './history.js'

/** What is to be remembered of a batch; without `found`, copies are kept and no keys are needed. */
export function batchEntry(
  part: number,
  { read, lineCount, candidates }: BatchOutcome,
  found: FoundCopies | undefined,
): BatchEntry {
  const known = found
    ? { copies: wordsOfRows(found.originals), ...keysOf(candidates, found.kept) }
    : NOTHING
  return { part, read, lineCount, ...known }
}

const NOTHING = { copies: new Uint32Array(), lines: new Uint32Array(), keys: new Uint32Array() }

/** Those of the kept samples. */
function keysOf({ lines, keys }: Candidates, kept: Uint32Array) {
  if (kept.length === lines.length) return { lines, keys }
  const own = {
    lines: new Uint32Array(kept.length),
    keys: new Uint32Array(kept.length * KEY_WORDS),
  }
  for (let place = 0; place < kept.length; place += 1) {
    const index = kept[place] ?? 0
    own.lines[place] = lines[index] ?? 0
    for (let word = 0; word < KEY_WORDS; word += 1) {
      own.keys[place * KEY_WORDS + word] = keys[index * KEY_WORDS + word] ?? 0
    }
  }
  return own
}
