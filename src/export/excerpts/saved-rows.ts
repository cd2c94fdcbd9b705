import { createLineBuffer } from '../line-buffer.js'

/** Of rows that are no longer wanted, beside as many as there are of the others. */
const MOST_SPARE_BYTES = 64 * 1024

export interface SavedRow {
  readonly row: object
  /** Where its JSON begins and ends among the bytes; absent until it is saved. */
  place?: readonly [number, number]
}

/** Writes rows as JSON each time they are saved, but each row once: most are the same every time. */
export interface RowWriter {
  /** All of these rows, each at its place, and some that are no longer wanted. Valid until the next call. */
  write(rows: readonly SavedRow[]): Uint8Array
}

export function createRowWriter(): RowWriter {
  let buffer = createLineBuffer(MOST_SPARE_BYTES)
  /** Taken by rows all of which were wanted. */
  let wantedBytes = 0

  function append(rows: readonly SavedRow[]): void {
    for (const saved of rows) {
      if (saved.place) continue
      const start = buffer.position()
      buffer.append(JSON.stringify(saved.row))
      saved.place = [start, buffer.endLine()]
    }
  }

  return {
    write(rows) {
      append(rows)
      if (buffer.position() > 2 * wantedBytes + MOST_SPARE_BYTES) {
        if (wantedBytes > 0) {
          buffer = createLineBuffer(wantedBytes + MOST_SPARE_BYTES)
          for (const saved of rows) delete saved.place
          append(rows)
        }
        wantedBytes = buffer.position()
      }
      return buffer.take()
    },
  }
}
