const LINE_FEED = 0x0a

/** Cuts the chunks of one or more files into lines. */
export interface LineHeads {
  add(chunk: Uint8Array): void
  /** The file ends: what follows the last line end is a line, too. */
  endFile(): void
}

/** Gets a line without its line end, and where it begins, in bytes from the start of the first file. */
export type OnLine = (head: Buffer, offset: number) => void

/** Gives every line, but no more of it than its first `mostBytes`. */
export function lineHeads(mostBytes: number, onLine: OnLine): LineHeads {
  const none = Buffer.alloc(0)
  /** Beginning of a line whose end is yet to come. */
  let begun = none
  let begunAt: number | undefined
  let offset = 0

  function take(piece: Buffer): Buffer {
    const head = piece.subarray(0, mostBytes - begun.length)
    return begun.length === 0 ? head : Buffer.concat([begun, head])
  }

  return {
    add(chunk) {
      const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      let start = 0
      for (;;) {
        const end = buffer.indexOf(LINE_FEED, start)
        if (end === -1) break
        onLine(take(buffer.subarray(start, end)), begunAt ?? offset + start)
        begun = none
        begunAt = undefined
        start = end + 1
      }
      if (start < buffer.length) {
        begunAt ??= offset + start
        // Copied: the rest of the chunk is not to be kept.
        begun = Buffer.from(take(buffer.subarray(start)))
      }
      offset += buffer.length
    },
    endFile() {
      if (begunAt !== undefined) onLine(begun, begunAt)
      begun = none
      begunAt = undefined
    },
  }
}
