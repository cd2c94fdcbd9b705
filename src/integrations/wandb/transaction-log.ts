import { crc32 } from 'node:zlib'

/** `:W&B`, a magic number and version 0; then blocks as in a LevelDB log. */
const HEADER = Buffer.from([0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00])
const BLOCK_BYTES = 32 * 1024
/** Checksum, length and kind. */
const CHUNK_HEADER = 7

const kinds = { full: 1, first: 2, middle: 3, last: 4 }

/** Records as a `.wandb` file holds them: cut where blocks end, each piece with its checksum. */
export function transactionLog(records: readonly Buffer[]): Buffer {
  const pieces: Buffer[] = [HEADER]
  let at = HEADER.length
  const put = (bytes: Buffer): void => {
    pieces.push(bytes)
    at += bytes.length
  }
  for (const record of records) {
    for (const piece of cut(record, () => roomAt(at, put))) put(piece)
  }
  return Buffer.concat(pieces)
}

/** What is left of the block behind a chunk's header; a block without even that is filled up first. */
function roomAt(at: number, put: (bytes: Buffer) => void): number {
  const room = BLOCK_BYTES - (at % BLOCK_BYTES)
  if (room >= CHUNK_HEADER) return room - CHUNK_HEADER
  put(Buffer.alloc(room))
  return BLOCK_BYTES - CHUNK_HEADER
}

/** One chunk where the record fits, else a first, some in the middle and a last one. */
function* cut(record: Buffer, room: () => number): Generator<Buffer> {
  let rest = record
  let isFirst = true
  do {
    const piece = rest.subarray(0, room())
    rest = rest.subarray(piece.length)
    const [alone, more] = isFirst ? [kinds.full, kinds.first] : [kinds.last, kinds.middle]
    yield chunk(rest.length === 0 ? alone : more, piece)
    isFirst = false
  } while (rest.length > 0)
}

function chunk(kind: number, piece: Buffer): Buffer {
  const header = Buffer.alloc(CHUNK_HEADER)
  header.writeUInt32LE(crc32(Buffer.concat([Buffer.from([kind]), piece])), 0)
  header.writeUInt16LE(piece.length, 4)
  header.writeUInt8(kind, 6)
  return Buffer.concat([header, piece])
}
