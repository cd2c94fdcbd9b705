import { bf16Values, f16Values } from './half-values.js'

/** The values of a tensor as numbers; undefined for dtypes of which LoRA has none. F64 is rounded to F32. */
export function readFloats(dtype: string, bytes: Uint8Array): Float32Array | undefined {
  // Typed arrays begin at multiples of their elements.
  const { buffer } = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  const start = bytes.byteOffset % 8 === 0 ? bytes.byteOffset : 0
  switch (dtype) {
    case 'F32':
      return new Float32Array(buffer, start, bytes.length / 4)
    case 'F64':
      return Float32Array.from(new Float64Array(buffer, start, bytes.length / 8))
    case 'BF16':
      return byTable(new Uint16Array(buffer, start, bytes.length / 2), bf16Values())
    case 'F16':
      return byTable(new Uint16Array(buffer, start, bytes.length / 2), f16Values())
    default:
      return undefined
  }
}

function byTable(halves: Uint16Array, table: Float32Array): Float32Array {
  return Float32Array.from(halves, (bits) => table[bits] ?? 0)
}
