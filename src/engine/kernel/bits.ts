/** The highest bit of each of 64 bytes, the first byte's the lowest. */
// @ts-ignore: decorator
@inline
export function bitsOf(first: v128, second: v128, third: v128, fourth: v128): u64 {
  const low = <u32>i8x16.bitmask(first) | (<u32>i8x16.bitmask(second) << 16)
  const high = <u32>i8x16.bitmask(third) | (<u32>i8x16.bitmask(fourth) << 16)
  return <u64>low | (<u64>high << 32)
}
