import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { BLOCK_BYTES, DIGEST_BYTES } from './index-layout.js'

/** Reads bytes of the rows, by their place among them. @throws where their block is not what it was */
export type ReadRows = (at: number, bytes: number) => Promise<Buffer>

export interface SealedRows {
  /** The first line of the file. */
  readonly header: Buffer
  /** Of all rows. */
  readonly bytes: number
  /** What to throw where a block has another digest. */
  readonly changed: () => Error
}

/** An index as it is written: the header, the rows, the digests of their blocks, that of header and digests. */
export function sealRows(header: Buffer, rows: readonly Buffer[]): Buffer {
  const bytes = rows.reduce((sum, row) => sum + row.length, 0)
  const sealed = Buffer.alloc(header.length + bytes + sealBytes(bytes))
  let end = header.copy(sealed)
  for (const row of rows) end += row.copy(sealed, end)
  const digestsAt = end
  for (let at = header.length; at < digestsAt; at += BLOCK_BYTES) {
    const block = sealed.subarray(at, Math.min(at + BLOCK_BYTES, digestsAt))
    end += digestOf(block).copy(sealed, end)
  }
  digestOf(header, sealed.subarray(digestsAt, end)).copy(sealed, end)
  return sealed
}

/** Bytes of what follows rows. */
export function sealBytes(bytes: number): number {
  return (Math.ceil(bytes / BLOCK_BYTES) + 1) * DIGEST_BYTES
}

/** Nothing is believed before its digest is right: of header and digests now, of a block when it is read. */
export async function openRows(file: FileHandle, sealed: SealedRows): Promise<ReadRows> {
  const { header, bytes, changed } = sealed
  const seal = await readAt(file, header.length + bytes, sealBytes(bytes))
  const digests = seal.subarray(0, -DIGEST_BYTES)
  if (!digestOf(header, digests).equals(seal.subarray(-DIGEST_BYTES))) throw changed()
  let latest: { readonly block: number; readonly content: Buffer } | undefined
  const readBlock = async (block: number): Promise<Buffer> => {
    if (latest?.block === block) return latest.content
    const at = block * BLOCK_BYTES
    const content = await readAt(file, header.length + at, Math.min(BLOCK_BYTES, bytes - at))
    const digest = digests.subarray(block * DIGEST_BYTES, (block + 1) * DIGEST_BYTES)
    if (!digestOf(content).equals(digest)) throw changed()
    latest = { block, content }
    return content
  }
  return async (at, length) => {
    const first = Math.floor(at / BLOCK_BYTES)
    const start = at - first * BLOCK_BYTES
    const part = (await readBlock(first)).subarray(start, start + length)
    if (part.length === length) return part
    // A row is shorter than a block.
    const rest = (await readBlock(first + 1)).subarray(0, length - part.length)
    return Buffer.concat([part, rest])
  }
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at)
  return buffer.subarray(0, bytesRead)
}

function digestOf(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
