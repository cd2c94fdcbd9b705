import type { LaneCounts } from '../../records/lane-counts.js'

/** Counts records by the lane that has decided them. */
export interface LaneCounter {
  addBytes(count: number): void
  addObject(reason: string): void
  add(counts: LaneCounts): void
  report(): LaneCounts
}

export function countLanes(): LaneCounter {
  let bytes = 0
  const objects = new Map<string, number>()
  function raise(reason: string, by: number): void {
    objects.set(reason, (objects.get(reason) ?? 0) + by)
  }
  return {
    addBytes(count) {
      bytes += count
    },
    addObject: (reason) => raise(reason, 1),
    add(counts) {
      bytes += counts.bytes
      for (const [reason, count] of Object.entries(counts.objects)) raise(reason, count)
    },
    report() {
      const inOrder = Array.from(objects).toSorted(([left], [right]) => (left < right ? -1 : 1))
      return { bytes, objects: Object.fromEntries(inOrder) }
    },
  }
}
