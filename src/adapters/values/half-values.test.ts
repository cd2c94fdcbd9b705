import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bf16Values, f16Values } from './half-values.js'
import { readFloats } from './read-floats.js'

/** The bits of an F32 with the value of these bits of an F16, by moving its parts. */
function widened(bits: number): number {
  const sign = (bits & 0x8000) << 16
  let [exponent, fraction] = [(bits & 0x7c00) >> 10, bits & 0x3ff]
  if (exponent === 0 && fraction === 0) return sign
  if (exponent === 0x1f) return sign | 0x7f80_0000 | (fraction << 13)
  if (exponent === 0) {
    for (exponent = 1; fraction < 0x400; exponent -= 1) fraction *= 2
  }
  return sign | ((exponent + 112) << 23) | ((fraction & 0x3ff) << 13)
}

describe('the tables of halves', () => {
  it('hold each value of F16, with its sign', () => {
    const bits = Uint32Array.from({ length: 65_536 }, (_, half) => widened(half))
    for (const [half, value] of new Float32Array(bits.buffer).entries()) {
      assert.ok(Object.is(f16Values()[half], value), half.toString(16))
    }
    assert.deepEqual(
      [0x3c00, 0xbc00, 0xc200, 0x8001, 0x8000, 0xfc00].map((half) => f16Values()[half]),
      [1, -1, -3, -(2 ** -24), -0, -Infinity],
    )
  })

  it('hold the values of BF16, with their signs', () => {
    assert.deepEqual(
      [0x3f80, 0xbf80, 0xc040, 0x8000, 0xff80].map((half) => bf16Values()[half]),
      [1, -1, -3, -0, -Infinity],
    )
  })

  it('give tensors their signs', () => {
    assert.deepEqual(readFloats('F16', Uint8Array.of(0, 0x3c, 0, 0xbc)), Float32Array.of(1, -1))
    assert.deepEqual(
      readFloats('BF16', Uint8Array.of(0x80, 0x3f, 0x80, 0xbf)),
      Float32Array.of(1, -1),
    )
  })
})
