import { totalmem } from 'node:os'
import { constrainedMemory } from 'node:process'

/** As little as this keeps the keys of nine million samples. */
const MOST = 256 * 1024 * 1024
const SHARE = 1 / 4

/** Bytes for what duplicates are known by, where nobody says how many. */
export function defaultDedupMemory(): number {
  // No limit is 0, or a number beyond all machines.
  const limit = constrainedMemory() || Infinity
  return Math.min(MOST, Math.floor(Math.min(totalmem(), limit) * SHARE))
}
