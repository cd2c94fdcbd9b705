import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { packNumbers, packSparse, unpackNumbers, unpackSparse } from './packed-numbers.js'

const numbers = Float64Array.of(0, -0, 0.1, Infinity, -Infinity, 2 ** 53 + 2, 5e-324)

describe('packed numbers', () => {
  it('are the same when they are unpacked', () => {
    const back = unpackNumbers(packNumbers(numbers.subarray(1)))
    assert.ok(back.every((value, index) => Object.is(value, numbers[index + 1])))
    assert.equal(back.length, numbers.length - 1)
  })

  it('may be none', () => {
    assert.equal(unpackNumbers(packNumbers(new Float64Array())).length, 0)
    assert.equal(unpackSparse(packSparse(new Float64Array())).length, 0)
  })

  it('are as many when most of them are 0', () => {
    const cells = new Float64Array(5000)
    cells[17] = 3
    cells[4999] = 1
    assert.deepEqual(unpackSparse(packSparse(cells)), cells)
  })
})
