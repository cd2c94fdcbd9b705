import type { ByteSource } from '../read/byte-source.js'
import type { Tensor } from '../safetensors/tensor-header.js'
import { sumSquaresOf } from './sum-squares.js'

/** What the values of a tensor are like. */
export interface TensorValues {
  readonly name: string
  /** Square root of the sum of squares; NaN or infinite when a value is. */
  readonly norm: number
  /** All values are numbers. */
  readonly isFinite: boolean
  /** There are values, and all are 0. */
  readonly isZero: boolean
}

/** Large enough that reading costs little, small enough to stay in the cache of a core. */
const CHUNK_BYTES = 1 << 20

/** Reads every value of the float tensors once, in the order of the file, in bounded memory. */
export async function scanValues(
  source: ByteSource,
  tensors: readonly Tensor[],
): Promise<readonly TensorValues[]> {
  const buffer = new Uint8Array(CHUNK_BYTES)
  const scanned: TensorValues[] = []
  for (const tensor of tensors) {
    const sumSquares = sumSquaresOf.get(tensor.dtype)
    if (sumSquares === undefined || tensor.elements === 0) continue
    let sum = 0
    for (let at = tensor.start; at < tensor.end; at += CHUNK_BYTES) {
      const length = Math.min(CHUNK_BYTES, tensor.end - at)
      // A file that became shorter meanwhile ends within an element.
      const bytes = await source.read(at, length, buffer)
      sum += bytes.length === length ? sumSquares(aligned(bytes)) : NaN
    }
    const isFinite = Number.isFinite(sum)
    scanned.push({ name: tensor.name, norm: Math.sqrt(sum), isFinite, isZero: sum === 0 })
  }
  return scanned
}

/** Typed arrays begin at multiples of their elements. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : Uint8Array.from(bytes)
}
