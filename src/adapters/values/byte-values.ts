interface Layout {
  readonly fractionBits: number
  readonly bias: number
  /** The bits that are no number. */
  isNaN(bits: number): boolean
  isInfinite?(bits: number): boolean
}

/** Floats of eight bits: the sign, the exponent, the fraction. */
const layouts: ReadonlyMap<string, Layout> = new Map<string, Layout>([
  ['F8_E4M3', { fractionBits: 3, bias: 7, isNaN: (bits) => (bits & 0x7f) === 0x7f }],
  [
    'F8_E5M2',
    {
      fractionBits: 2,
      bias: 15,
      isNaN: (bits) => (bits & 0x7f) > 0x7c,
      isInfinite: (bits) => (bits & 0x7f) === 0x7c,
    },
  ],
  ['F8_E4M3FNUZ', { fractionBits: 3, bias: 8, isNaN: (bits) => bits === 0x80 }],
  ['F8_E5M2FNUZ', { fractionBits: 2, bias: 16, isNaN: (bits) => bits === 0x80 }],
])

/** The 256 values of each dtype of one byte, by their bits. E8M0 is a power of two without a sign. */
export const byteValues: ReadonlyMap<string, Float64Array> = new Map([
  ...Array.from(
    layouts,
    ([dtype, layout]) => [dtype, tableOf((bits) => valueOf(bits, layout))] as const,
  ),
  ['F8_E8M0', tableOf((bits) => (bits === 0xff ? NaN : 2 ** (bits - 127)))],
])

function tableOf(value: (bits: number) => number): Float64Array {
  return Float64Array.from({ length: 256 }, (_, bits) => value(bits))
}

function valueOf(bits: number, layout: Layout): number {
  const { fractionBits, bias } = layout
  if (layout.isNaN(bits)) return NaN
  const sign = bits >> 7 === 0 ? 1 : -1
  if (layout.isInfinite?.(bits) === true) return sign * Infinity
  const ones = 1 << fractionBits
  const [exponent, fraction] = [(bits & 0x7f) >> fractionBits, bits & (ones - 1)]
  const size = exponent === 0 ? fraction : fraction + ones
  return sign * size * 2 ** (Math.max(exponent, 1) - bias - fractionBits)
}
