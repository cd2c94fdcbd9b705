let bf16Table: Float32Array | undefined
let f16Table: Float32Array | undefined

/** All 65,536 values there are, by their bits: 256 KiB, which fits the cache of a core. */
export function bf16Values(): Float32Array {
  bf16Table ??= new Float32Array(
    Uint32Array.from({ length: 65_536 }, (_, bits) => bits << 16).buffer,
  )
  return bf16Table
}

/** As `bf16Values`. */
export function f16Values(): Float32Array {
  f16Table ??= Float32Array.from({ length: 65_536 }, (_, bits) => f16Value(bits))
  return f16Table
}

/** IEEE 754 binary16. */
function f16Value(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  const size = exponent === 0 ? fraction * 2 ** -24 : (fraction + 1024) * 2 ** (exponent - 25)
  return sign * size
}
