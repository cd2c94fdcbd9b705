import { byteValues } from './byte-values.js'
import { bf16Values, f16Values } from './half-values.js'

/**
 * The sum of the squares of some values. It is finite exactly when all of them are, and 0 exactly when
 * all of them are: one pass answers both, and gives the norm besides. Up to F32 no sum overflows.
 */
export type SumSquares = (bytes: Uint8Array) => number

/** By dtype; integers have no NaN and are not trained. */
export const sumSquaresOf: ReadonlyMap<string, SumSquares> = new Map<string, SumSquares>([
  ['F32', sumSquaresF32],
  ['BF16', (bytes) => sumByTable(bytes, bf16Values())],
  ['F16', (bytes) => sumByTable(bytes, f16Values())],
  ['F64', sumSquaresF64],
  ...Array.from(
    byteValues,
    ([dtype, table]) => [dtype, (bytes: Uint8Array) => sumOfBytes(bytes, table)] as const,
  ),
])

function sumSquaresF32(bytes: Uint8Array): number {
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  let [first, second, third, fourth] = [0, 0, 0, 0]
  const whole = values.length - (values.length % 4)
  // Sums of their own, so that an addition need not wait for the one before.
  for (let index = 0; index < whole; index += 4) {
    const a = values[index] ?? 0
    const b = values[index + 1] ?? 0
    const c = values[index + 2] ?? 0
    const d = values[index + 3] ?? 0
    first += a * a
    second += b * b
    third += c * c
    fourth += d * d
  }
  for (let index = whole; index < values.length; index += 1) first += (values[index] ?? 0) ** 2
  return first + second + third + fourth
}

/** Finite values whose squares overflow count as the greatest number there is. */
function sumSquaresF64(bytes: Uint8Array): number {
  const values = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)
  let sum = 0
  for (const value of values) sum += value * value
  if (Number.isFinite(sum)) return sum
  return values.every((value) => Number.isFinite(value)) ? Number.MAX_VALUE : NaN
}

function sumByTable(bytes: Uint8Array, table: Float32Array): number {
  const values = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
  let [first, second, third, fourth] = [0, 0, 0, 0]
  const whole = values.length - (values.length % 4)
  for (let index = 0; index < whole; index += 4) {
    const a = table[values[index] ?? 0] ?? 0
    const b = table[values[index + 1] ?? 0] ?? 0
    const c = table[values[index + 2] ?? 0] ?? 0
    const d = table[values[index + 3] ?? 0] ?? 0
    first += a * a
    second += b * b
    third += c * c
    fourth += d * d
  }
  for (const value of values.subarray(whole)) first += squareIn(table, value)
  return first + second + third + fourth
}

function sumOfBytes(bytes: Uint8Array, table: Float64Array): number {
  let sum = 0
  for (const bits of bytes) sum += (table[bits] ?? 0) ** 2
  return sum
}

function squareIn(table: Float32Array, bits: number): number {
  return (table[bits] ?? 0) ** 2
}
