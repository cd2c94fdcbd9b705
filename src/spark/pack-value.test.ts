import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { packValue, unpackValue } from './pack-value.js'

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, undefined, true, false, NaN, -0, Infinity),
    fc.double(),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
    fc.uint8Array(),
    fc.uint32Array(),
    fc.float64Array(),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie('value'))).map((entries) => new Map(entries)),
  ),
})).value

describe('a packed value', () => {
  it('is the same when it is unpacked, wherever its bytes lie', () => {
    fc.assert(
      fc.property(plain, fc.nat(7), (value, offset) => {
        const packed = packValue(value)
        const moved = new Uint8Array(packed.length + offset)
        moved.set(packed, offset)
        assert.deepEqual(unpackValue(moved.subarray(offset)), value)
      }),
    )
  })

  it('is as long as it has to be', () => {
    for (const size of [1000, 1020, 1024, 5000, 100_000]) {
      const value = ['ä'.repeat(size), Uint8Array.from({ length: size }, (_, at) => at), true]
      assert.deepEqual(unpackValue(packValue(value)), value)
    }
  })

  it('has an object once that comes twice', () => {
    const drop = { code: 'duplicate', errors: ['a', 'b'] }
    const packed = packValue([drop, { drop }, drop])
    const [first, second, third] = unpackValue(packed) as [object, { drop: object }, object]
    assert.ok(first === third && second.drop === first)
    assert.ok(packed.length < 2 * packValue(drop).length)
  })

  it('has names once that many objects have', () => {
    const rows = Array.from({ length: 100 }, (_, line) => ({
      line,
      'a long name of a member': null,
    }))
    assert.deepEqual(unpackValue(packValue(rows)), rows)
    assert.equal(Buffer.from(packValue(rows)).toString('latin1').split('a long name').length, 2)
  })

  it('is the same bytes under every Node', () => {
    const value = { a: [1.5, 'ä'], b: new Map([['c', Uint32Array.of(1, 2)]]) }
    assert.equal(
      Buffer.from(packValue(value)).toString('hex'),
      '07000000000602000000050100000061050100000062060200000004000000000000f83f' +
        '0502000000c3a4080100000005010000006311080000000100000002000000',
    )
  })

  it('that is cut off, changed or goes on is refused', () => {
    const packed = packValue({ a: Float64Array.of(1, 2), b: 'text' })
    for (let end = 0; end < packed.length; end += 1) {
      assert.throws(() => unpackValue(packed.subarray(0, end)), RangeError)
    }
    assert.throws(() => unpackValue(Buffer.concat([packed, packed])), /bytes behind the value/u)
    assert.throws(() => unpackValue(Uint8Array.of(200, 0, 0, 0, 0)), RangeError)
    assert.throws(() => unpackValue(Uint8Array.of(9, 0, 0, 0, 0)), RangeError)
  })

  it('is plain data', () => {
    for (const value of [1n, () => 1, Symbol('a'), new BigInt64Array(1)]) {
      assert.throws(() => packValue(value), TypeError)
    }
  })
})
