/** Memory that sources read into, used again for one batch after the other; of one thread. */
export interface ReadingMemory {
  take(bytes: number): Buffer
  /** Nobody looks any more at a batch of these bytes. */
  release(bytes: Uint8Array): void
}

export function createReadingMemory(): ReadingMemory {
  const made = new WeakSet<ArrayBufferLike>()
  const free: Buffer[] = []
  /** Of all blocks, so that those of the last bytes of a part do for the next one. */
  let blockBytes = 0
  return {
    take(bytes) {
      blockBytes = Math.max(blockBytes, bytes)
      const known = free.pop()
      const memory = known && known.length >= bytes ? known : Buffer.allocUnsafeSlow(blockBytes)
      made.add(memory.buffer)
      return memory.subarray(0, bytes)
    },
    release({ buffer }) {
      if (made.has(buffer)) free.push(Buffer.from(buffer))
    },
  }
}
