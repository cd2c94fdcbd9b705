import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bytesInMemory } from '../read/byte-source.js'
import type { Tensor } from '../safetensors/tensor-header.js'
import { scanValues, type TensorValues } from './scan-values.js'

const widths: Readonly<Record<string, number>> = { F32: 4, F64: 8, BF16: 2, F16: 2, I64: 8 }

/** As bits, because JavaScript has no halves. */
function write(dtype: string, values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * (widths[dtype] ?? 0))
  for (const [index, value] of values.entries()) {
    if (dtype === 'F32') bytes.writeFloatLE(value, index * 4)
    else if (dtype === 'F64') bytes.writeDoubleLE(value, index * 8)
    else bytes.writeUInt16LE(value, index * 2)
  }
  return bytes
}

async function scan(
  dtype: string,
  values: readonly number[],
  start = 0,
): Promise<TensorValues | undefined> {
  const bytes = Buffer.concat([Buffer.alloc(start), write(dtype, values)])
  const shape = [values.length]
  const tensor: Tensor = {
    name: 't',
    dtype,
    shape,
    elements: values.length,
    start,
    end: bytes.length,
  }
  const [scanned] = await scanValues(bytesInMemory(bytes), [tensor])
  return scanned
}

describe('scanValues', () => {
  it('gives the norm of every float type', async () => {
    assert.equal((await scan('F32', [3, 4]))?.norm, 5)
    assert.equal((await scan('F64', [3, 4, 0, 0, 0, 0, 0]))?.norm, 5)
    // 3 and 4 in bfloat16 and in half precision; the smallest half is 2^-24.
    assert.equal((await scan('BF16', [0x4040, 0x4080]))?.norm, 5)
    assert.equal((await scan('F16', [0x4200, 0x4400]))?.norm, 5)
    assert.equal((await scan('F16', [0x0001]))?.norm, 2 ** -24)
  })

  for (const [dtype, nan, infinity] of [
    ['F32', NaN, -Infinity],
    ['F64', NaN, Infinity],
    ['BF16', 0x7fc1, 0xff80],
    ['F16', 0x7e00, 0x7c00],
  ] as const) {
    it(`finds one NaN and one infinity in ${dtype}, wherever it is`, async () => {
      for (const at of [0, 1, 5, 10]) {
        for (const bad of [nan, infinity]) {
          const values = Array.from({ length: 11 }, (_, index) => (index === at ? bad : 0))
          assert.equal((await scan(dtype, values))?.isFinite, false)
        }
      }
    })
  }

  it('takes great values for numbers, and minus zero for zero', async () => {
    assert.equal((await scan('F32', [3.4e38, 3.4e38]))?.isFinite, true)
    assert.equal((await scan('F64', [1e300, 1e300]))?.isFinite, true)
    assert.equal((await scan('BF16', [0x7f7f]))?.isFinite, true)
    assert.equal((await scan('F32', [-0, 0]))?.isZero, true)
    assert.equal((await scan('F32', [0, 1e-30]))?.isZero, false)
  })

  it('reads values that begin at odd bytes, and more than a block of them', async () => {
    const values = Array.from({ length: 600_000 }, () => 1)
    assert.equal((await scan('F32', values, 3))?.norm, Math.sqrt(600_000))
    assert.equal((await scan('F32', [...values, NaN], 3))?.isFinite, false)
  })

  it('passes over what has no float values', async () => {
    assert.equal(await scan('I64', []), undefined)
    assert.equal(await scan('F32', []), undefined)
  })
})
