import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { frame, unframe } from './frame.js'

const value = {
  text: 'naïve \ud800',
  numbers: [0.1, 2 ** 53],
  none: null,
  bytes: { some: Uint8Array.of(1, 2, 0), none: new Uint8Array(), last: Uint8Array.of(255) },
}

describe('a frame', () => {
  const framed = frame(value)

  it('gives back what was put into it, whatever follows', () => {
    assert.deepEqual(unframe(framed), value)
    assert.deepEqual(unframe(Buffer.concat([framed, Buffer.from('older')])), value)
  })

  it('gives back bytes of which there are none', () => {
    const nothing = { all: [new Uint8Array()] }
    assert.deepEqual(unframe(frame(nothing)), nothing)
  })

  it('takes what looks like a place of bytes for what it is', () => {
    const alike = { $bytes: [0, 1], inner: { $plain: 'text' } }
    for (const bytes of [[], [Uint8Array.of(1, 2)]]) {
      const all = { alike, plain: { $plain: { $bytes: [0, 0] } }, bytes }
      assert.deepEqual(unframe(frame(all)), all)
    }
  })

  it('gives nothing when any of its bytes is missing or another one', () => {
    for (let length = 0; length < framed.length; length += 1) {
      assert.equal(unframe(framed.subarray(0, length)), undefined)
    }
    for (let at = 0; at < framed.length; at += 1) {
      const other = framed.slice()
      other[at] = (other[at] ?? 0) ^ 0x10
      assert.equal(unframe(other), undefined, String(at))
    }
  })

  it('gives nothing of nothing, and of zeros', () => {
    assert.equal(unframe(undefined), undefined)
    assert.equal(unframe(new Uint8Array(100)), undefined)
  })
})
