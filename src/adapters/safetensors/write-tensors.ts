import { open } from 'node:fs/promises'
import type { Tensor } from './tensor-header.js'

/** A tensor that is to be written; its values are made when their turn comes. */
export interface NewTensor extends Pick<Tensor, 'name' | 'dtype' | 'shape'> {
  /** Of the values. */
  readonly bytes: number
  values(): Promise<Uint8Array>
}

/** Values begin at a multiple of this, as the reference library writes them. */
const ALIGNMENT = 8

/** Writes a new safetensors file, a tensor at a time. @throws what opening and writing throws */
export async function writeTensors(
  path: string,
  tensors: readonly NewTensor[],
  metadata: ReadonlyMap<string, string>,
): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.write(headerOf(tensors, metadata))
    for (const tensor of tensors) await file.writeFile(await tensor.values())
    await file.sync()
  } finally {
    await file.close()
  }
}

function headerOf(
  tensors: readonly NewTensor[],
  metadata: ReadonlyMap<string, string>,
): Uint8Array {
  let at = 0
  const entries = tensors.map(({ name, dtype, shape, bytes }) => {
    const start = at
    at += bytes
    return [name, { dtype, shape, data_offsets: [start, at] }] as const
  })
  const document = { __metadata__: Object.fromEntries(metadata), ...Object.fromEntries(entries) }
  const text = JSON.stringify(document)
  const length = Math.ceil(Buffer.byteLength(text) / ALIGNMENT) * ALIGNMENT
  const header = Buffer.alloc(8 + length, ' ')
  header.writeBigUInt64LE(BigInt(length))
  header.write(text, 8)
  return header
}
