import { damaged, truncated } from './compressed-input-error.js'

export interface FramePiece {
  readonly bytes: Uint8Array
  /** With the last piece of a frame: what that has said of its content. */
  readonly end?: FrameClaims
}

export interface FrameClaims {
  readonly contentBytes: number | undefined
  /** The lower half of the content's XXH64. */
  readonly checksum: number | undefined
}

/** The limit of the reference decoder: a frame may ask for that much memory at once. */
const MAX_WINDOW_BYTES = 128 * 1024 * 1024

/**
 * Cuts a zstd stream (RFC 8878) where its frames end, without decompressing them: neither decoder
 * says where that is, and Node's takes the end of the input for the end of a frame.
 */
export async function* zstdFrames(
  chunks: AsyncIterable<Uint8Array>,
  input: string,
): AsyncGenerator<FramePiece, void, undefined> {
  const walk = frameWalk(input)
  for await (const chunk of chunks) {
    let start = 0
    for (let at = 0; at < chunk.length;) {
      at += walk.pass(chunk, at)
      if (!walk.isBetweenFrames()) continue
      yield { bytes: chunk.subarray(start, at), end: walk.claims() }
      start = at
    }
    if (start < chunk.length) yield { bytes: chunk.subarray(start) }
  }
  if (!walk.isBetweenFrames()) throw truncated(input, undefined)
}

interface FrameWalk {
  /** Goes on from `at`, at least one byte and within one frame; gives how many bytes. */
  pass(chunk: Uint8Array, at: number): number
  isBetweenFrames(): boolean
  /** Of the frame that has just ended. */
  claims(): FrameClaims
}

type Field = 'magic' | 'skippable-size' | 'descriptor' | 'header' | 'block' | 'checksum'

function frameWalk(input: string): FrameWalk {
  let field: Field = 'magic'
  let fieldLength = 4
  let collected: number[] = []
  /** Bytes of a block or of a skippable frame that are still to come. */
  let bodyLeft = 0
  let flags = 0
  let isLastBlock = false
  let claims = NO_CLAIMS

  function expect(next: Field, length: number): void {
    field = next
    fieldLength = length
    collected = []
  }

  function endBody(): void {
    if (field === 'skippable-size') expect('magic', 4)
    else if (!isLastBlock) expect('block', 3)
    else if (((flags >> 2) & 1) === 1) expect('checksum', 4)
    else expect('magic', 4)
  }

  function startBody(length: number): void {
    bodyLeft = length
    if (length === 0) endBody()
  }

  function readField(bytes: readonly number[]): void {
    switch (field) {
      case 'magic':
        return readMagic(littleEndian(bytes))
      case 'skippable-size':
        return startBody(littleEndian(bytes))
      case 'descriptor':
        flags = bytes[0] ?? 0
        return expect('header', headerLength(flags))
      case 'header':
        if (windowBytes(flags, bytes) > MAX_WINDOW_BYTES) throw damaged(input, SMALL_WINDOW)
        claims = { ...NO_CLAIMS, contentBytes: contentBytes(flags, bytes) }
        return expect('block', 3)
      case 'block':
        return readBlock(littleEndian(bytes))
      case 'checksum':
        claims = { ...claims, checksum: littleEndian(bytes) }
        return expect('magic', 4)
    }
  }

  function readMagic(magic: number): void {
    claims = NO_CLAIMS
    if (magic === 0xfd2fb528) expect('descriptor', 1)
    else if (magic >>> 4 === 0x184d2a5) expect('skippable-size', 4)
    else throw damaged(input, 'intact zstd data')
  }

  function readBlock(block: number): void {
    isLastBlock = (block & 1) === 1
    const isRepeated = ((block >> 1) & 3) === 1
    startBody(isRepeated ? 1 : block >> 3)
  }

  return {
    isBetweenFrames: () => field === 'magic' && collected.length === 0,
    claims: () => claims,
    pass(chunk, at) {
      if (bodyLeft > 0) {
        const length = Math.min(bodyLeft, chunk.length - at)
        bodyLeft -= length
        if (bodyLeft === 0) endBody()
        return length
      }
      collected.push(chunk[at] ?? 0)
      if (collected.length === fieldLength) readField(collected)
      return 1
    },
  }
}

const NO_CLAIMS: FrameClaims = { contentBytes: undefined, checksum: undefined }
const SMALL_WINDOW = 'a zstd window of at most 128 MiB'

function littleEndian(bytes: readonly number[]): number {
  return bytes.reduceRight((total, byte) => total * 256 + byte, 0)
}

/** What follows the descriptor: window, dictionary id, content size. */
function headerLength(flags: number): number {
  return windowLength(flags) + dictionaryLength(flags) + sizeLength(flags)
}

function windowLength(flags: number): number {
  return ((flags >> 5) & 1) === 1 ? 0 : 1
}

function dictionaryLength(flags: number): number {
  return [0, 1, 2, 4][flags & 3] ?? 0
}

function sizeLength(flags: number): number {
  return flags >> 6 === 0 ? 1 - windowLength(flags) : 2 ** (flags >> 6)
}

/** A frame of a single segment has its content as window. */
function windowBytes(flags: number, header: readonly number[]): number {
  const [window = 0] = header
  return windowLength(flags) === 1
    ? 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8)
    : littleEndian(header.slice(dictionaryLength(flags)))
}

function contentBytes(flags: number, header: readonly number[]): number | undefined {
  const length = sizeLength(flags)
  if (length === 0) return undefined
  const start = windowLength(flags) + dictionaryLength(flags)
  const field = littleEndian(header.slice(start, start + length))
  return length === 2 ? field + 256 : field
}

/** Magic, descriptor, window, dictionary id, content size. */
const MOST_HEADER_BYTES = 18

/** How many bytes are in the frame that the data begin with, where it says so. */
export function zstdContentSize(data: Uint8Array): number | undefined {
  const isFrame = littleEndian([...data.subarray(0, 4)]) === 0xfd2fb528
  return isFrame ? contentBytes(data[4] ?? 0, [...data.subarray(5, MOST_HEADER_BYTES)]) : undefined
}
