import { LoradexError } from '../kernel/error.js'

/** One message between processes: a letter for its kind, and bytes. */
export interface Frame {
  readonly kind: string
  readonly bytes: Buffer
}

/** The kind, one byte; the length of what follows, four bytes, the highest first. */
const HEAD_BYTES = 5

/** Above what a record of 64 MiB becomes; what claims to be longer is no frame. */
const LONGEST = 1 << 28

/** The frame as pieces to be written one after the other. */
export function frameOf(kind: string, ...pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(kind, 'latin1')
  head.writeUInt32BE(length, 1)
  return [head, ...pieces]
}

export function jsonFrame(kind: string, value: unknown): readonly Uint8Array[] {
  return frameOf(kind, Buffer.from(JSON.stringify(value)))
}

/** Told bytes as they arrive, gives the frames that are whole. Holds one frame at most. */
export interface FrameSplitter {
  push(chunk: Uint8Array): Iterable<Frame>
  /** Whether the stream may end here. */
  isBetweenFrames(): boolean
}

export function splitFrames(): FrameSplitter {
  let held: Uint8Array[] = []
  let heldBytes = 0
  let wanted = HEAD_BYTES

  return {
    isBetweenFrames: () => heldBytes === 0,
    *push(chunk) {
      held.push(chunk)
      heldBytes += chunk.length
      while (heldBytes >= wanted) {
        const bytes = held.length === 1 ? asBuffer(held[0]) : Buffer.concat(held)
        held = [bytes]
        const end = HEAD_BYTES + lengthIn(bytes)
        wanted = end
        if (bytes.length < end) break
        yield { kind: bytes.toString('latin1', 0, 1), bytes: bytes.subarray(HEAD_BYTES, end) }
        held = bytes.length > end ? [bytes.subarray(end)] : []
        heldBytes -= end
        wanted = HEAD_BYTES
      }
    },
  }
}

/** @throws `spark.failed` for what is none. */
function lengthIn(bytes: Buffer): number {
  const [letter = 0] = bytes
  const length = bytes.readUInt32BE(1)
  if (letter >= 0x41 && letter <= 0x5a && length <= LONGEST) return length
  throw brokenFrame(`byte ${letter} with a length of ${length}`)
}

export function brokenFrame(seen: string): LoradexError {
  return new LoradexError('spark.failed', {
    message: `LDX-SPARK-03: expected frames between driver and workers, saw ${seen}`,
    details: { fault: 'LDX-SPARK-03' },
    hint: 'Use the driver and the worker of one version of loradex, then start the export again.',
  })
}

function asBuffer(bytes: Uint8Array | undefined): Buffer {
  if (bytes === undefined) return Buffer.alloc(0)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
