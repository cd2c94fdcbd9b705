import type { SourcePart } from '../../sources/source.js'

/** Read in all, so that even the largest source answers within seconds. */
const SCAN_BYTES = 96 * 1024 * 1024

/** More parts than this cost more to open than they tell. */
const MOST_PARTS = 512

/** A part of this size may be a compressed one of many times the size. */
const SMALL_PART_BYTES = 64 * 1024

/** Read of each part at least. */
const LEAST_PART_BYTES = 1024 * 1024

export interface PartLook {
  readonly part: SourcePart
  /** Bytes of records to read of it. */
  readonly bytes: number
}

/** Parts evenly spread over the source, the first and the last among them. */
export function spreadParts(parts: readonly SourcePart[]): readonly PartLook[] {
  // Byte ranges have a size; anything else is read up to its share.
  const average = parts.reduce((sum, { start, end }) => sum + end - start, 0) / parts.length
  const fitting = Math.floor(SCAN_BYTES / Math.max(average, SMALL_PART_BYTES))
  const count = Math.min(parts.length, Math.max(2, Math.min(MOST_PARTS, fitting)))
  const bytes = Math.max(LEAST_PART_BYTES, SCAN_BYTES / Math.max(count, 1))
  return Array.from({ length: count }, (_, index) => {
    const at = count === 1 ? 0 : Math.round((index * (parts.length - 1)) / (count - 1))
    return parts.slice(at, at + 1).map((part) => ({ part, bytes }))
  }).flat()
}
