import { dtypeBits } from '../safetensors/dtype-bits.js'
import type { Tensor } from '../safetensors/tensor-header.js'
import { readFloats } from '../values/read-floats.js'

type Layout = Pick<Tensor, 'dtype' | 'shape'>

/** A with rows of zeros behind its own, up to `rank`; its first size is the rank. */
export function paddedDown(tensor: Tensor, rank: number): Layout {
  return { dtype: tensor.dtype, shape: [rank, ...tensor.shape.slice(1)] }
}

/** B with as many columns, its second size; one that is scaled is written as F32. */
export function paddedUp({ dtype, shape }: Tensor, rank: number, scale: number): Layout {
  const [out = 0, , ...more] = shape
  return { dtype: scale === 1 ? dtype : 'F32', shape: [out, rank, ...more] }
}

export function bytesOf({ dtype, shape }: Layout): number {
  return (shape.reduce((product, size) => product * size, 1) * (dtypeBits.get(dtype) ?? 0)) / 8
}

/** The values of `paddedDown`. */
export function downValues(bytes: Uint8Array, padded: Layout): Uint8Array {
  const values = new Uint8Array(bytesOf(padded))
  values.set(bytes)
  return values
}

/** The values of `paddedUp`: each row scaled, with zeros behind it. */
export function upValues(
  bytes: Uint8Array,
  {
    tensor,
    padded,
    scale,
  }: { readonly tensor: Tensor; readonly padded: Layout; readonly scale: number },
): Uint8Array {
  const values = new Uint8Array(bytesOf(padded))
  const scaled = scale === 1 ? bytes : scaledBytes(bytes, tensor.dtype, scale)
  const [rows = 0] = tensor.shape
  const [from, to] = [scaled.length / rows, values.length / rows]
  for (let row = 0; row < rows; row += 1) {
    values.set(scaled.subarray(row * from, (row + 1) * from), row * to)
  }
  return values
}

function scaledBytes(bytes: Uint8Array, dtype: string, scale: number): Uint8Array {
  const scaled = (readFloats(dtype, bytes) ?? new Float32Array()).map((value) => value * scale)
  return new Uint8Array(scaled.buffer)
}
