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
    let rest = record
    let isFirst = true
    do {
      const room = BLOCK_BYTES - (at % BLOCK_BYTES)
      if (room < CHUNK_HEADER) {
        put(Buffer.alloc(room))
        continue
      }
      const piece = rest.subarray(0, room - CHUNK_HEADER)
      rest = rest.subarray(piece.length)
      const isLast = rest.length === 0
      const kind = isFirst
        ? isLast
          ? kinds.full
          : kinds.first
        : isLast
          ? kinds.last
          : kinds.middle
      put(chunk(kind, piece))
      isFirst = false
      if (isLast) break
    } while (true)
  }
  return Buffer.concat(pieces)
}

function chunk(kind: number, piece: Buffer): Buffer {
  const header = Buffer.alloc(CHUNK_HEADER)
  header.writeUInt32LE(crc32(Buffer.concat([Buffer.from([kind]), piece])), 0)
  header.writeUInt16LE(piece.length, 4)
  header.writeUInt8(kind, 6)
  return Buffer.concat([header, piece])
}
