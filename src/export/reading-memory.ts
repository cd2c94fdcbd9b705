/** Memory that sources read into, used again for one batch after the other; of one thread. */
export interface ReadingMemory {
  startPart(): PartMemory
}

/** What the reading of one part takes of it. */
export interface PartMemory {
  take(bytes: number): Buffer
  /** Nobody looks any more at a batch of these bytes, which may not be of this memory. */
  release(bytes: Uint8Array): void
  /** Nobody looks any more at any batch of the part. */
  end(): void
}

/** @param areas Memory to begin with, of equal size; what is larger, or too many, gets memory of its own. */
export function createReadingMemory(areas: readonly Buffer[] = []): ReadingMemory {
  const freeAreas = new Set(areas)
  const areaBytes = areas[0]?.length ?? 0
  const made = new WeakSet<ArrayBufferLike>()
  const free: Buffer[] = []
  /** Of all blocks, so that those of the last bytes of a part do for the next one. */
  let blockBytes = 0

  function takeArea(bytes: number): Buffer | undefined {
    if (bytes > areaBytes) return undefined
    const [area] = freeAreas
    if (area) freeAreas.delete(area)
    return area
  }

  function takeBlock(bytes: number): Buffer {
    blockBytes = Math.max(blockBytes, bytes)
    const known = free.pop()
    const memory = known && known.length >= bytes ? known : Buffer.allocUnsafeSlow(blockBytes)
    made.add(memory.buffer)
    return memory
  }

  return {
    startPart() {
      const taken = new Set<Buffer>()
      return {
        take(bytes) {
          const area = takeArea(bytes)
          if (area) taken.add(area)
          return (area ?? takeBlock(bytes)).subarray(0, bytes)
        },
        release(bytes) {
          const area = areas.find((each) => liesIn(bytes, each))
          if (area && taken.delete(area)) freeAreas.add(area)
          else if (made.has(bytes.buffer)) free.push(Buffer.from(bytes.buffer))
        },
        end() {
          for (const area of taken) freeAreas.add(area)
          taken.clear()
        },
      }
    },
  }
}

function liesIn({ buffer, byteOffset }: Uint8Array, area: Buffer): boolean {
  const offset = byteOffset - area.byteOffset
  return buffer === area.buffer && offset >= 0 && offset < area.length
}
