import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { byteValues } from './byte-values.js'

/** From the largest, the smallest and some other values of https://arxiv.org/abs/2209.05433 and of ONNX. */
const known: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  F8_E4M3: {
    0: 0,
    1: 2 ** -9,
    7: 0.875 * 2 ** -6,
    8: 2 ** -6,
    0x38: 1,
    0x7e: 448,
    0x80: -0,
    0xfe: -448,
  },
  F8_E5M2: { 1: 2 ** -16, 4: 2 ** -14, 0x3c: 1, 0x7b: 57_344, 0x7c: Infinity, 0xfc: -Infinity },
  F8_E4M3FNUZ: { 1: 2 ** -10, 0x40: 1, 0x7f: 240, 0xff: -240 },
  F8_E5M2FNUZ: { 1: 2 ** -17, 0x40: 1, 0x7f: 57_344, 0xff: -57_344 },
  F8_E8M0: { 0: 2 ** -127, 127: 1, 254: 2 ** 127 },
}

const noNumbers: Readonly<Record<string, readonly number[]>> = {
  F8_E4M3: [0x7f, 0xff],
  F8_E5M2: [0x7d, 0x7e, 0x7f, 0xfd, 0xfe, 0xff],
  F8_E4M3FNUZ: [0x80],
  F8_E5M2FNUZ: [0x80],
  F8_E8M0: [0xff],
}

describe('the tables of bytes', () => {
  for (const [dtype, table] of byteValues) {
    it(`hold the values of ${dtype}`, () => {
      for (const [bits, value] of Object.entries(known[dtype] ?? {})) {
        assert.ok(Object.is(table[Number(bits)], value), `${bits}: ${table[Number(bits)]}`)
      }
      const found = [...table.keys()].filter((bits) => Number.isNaN(table[bits]))
      assert.deepEqual(found, noNumbers[dtype])
    })

    it(`rise with the bits of ${dtype}`, () => {
      const rising = Array.from(table.subarray(0, 128)).filter((value) => !Number.isNaN(value))
      assert.deepEqual(
        rising,
        rising.toSorted((left, right) => left - right),
      )
      assert.equal(new Set(rising).size, rising.length)
    })
  }
})
