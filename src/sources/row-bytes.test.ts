import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  array,
  assert as assertProperty,
  constant,
  integer,
  oneof,
  property,
  string,
  uint8Array,
} from 'fast-check'
import { MAX_RECORD_BYTES } from './limits.js'
import { rowBytesWriter, type BytesColumn } from './row-bytes.js'
import { rowWriter, type WriteValue } from './row-text.js'

const writeText: WriteValue = (value, refuse) => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return JSON.stringify(text.decode(value as Uint8Array))
  } catch {
    return refuse('no text')
  }
}
const columns: readonly BytesColumn[] = [
  { name: 'ä"', isText: true, write: writeText },
  { name: 'n', isText: false, write: String },
  { name: 's', isText: false, write: (value) => JSON.stringify(value) },
  { name: '', isText: true, write: writeText },
]

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString()
}

describe('rows as bytes', () => {
  it('are what the text of the row is, or are left to that', () => {
    const write = rowWriter(columns)
    const writeBytes = rowBytesWriter(columns)
    const text = string({ unit: 'binary' }).map((value) => Buffer.from(`"${value}\n\\x`.repeat(9)))
    const bytes = oneof(text, uint8Array(), constant(null))
    const rows = array(bytes, { minLength: 4, maxLength: 4 })
    assertProperty(
      property(rows, integer(), string({ unit: 'binary' }), ([left, , , right], n, s) => {
        const row = [left, n, s, right]
        const expected = write(row)
        assert.equal(textOf(writeBytes(row)), typeof expected === 'string' ? expected : undefined)
      }),
    )
  })

  it('have every byte that JSON must escape at every place', () => {
    const writeBytes = rowBytesWriter([{ name: 'a', isText: true, write: writeText }])
    for (let byte = 0; byte < 0x80; byte += 1) {
      for (let place = 0; place < 9; place += 1) {
        const text = `${'é'.repeat(place)}x${String.fromCharCode(byte)}yz${'ü'.repeat(5)}`
        assert.equal(textOf(writeBytes([Buffer.from(text)])), JSON.stringify({ a: text }))
      }
    }
  })

  it('are left to the text when they are longer than a record may be', () => {
    const writeBytes = rowBytesWriter([{ name: 'a', isText: true, write: writeText }])
    const around = '{"a":""}'.length
    const longest = Buffer.alloc(MAX_RECORD_BYTES - around, 'x')
    assert.equal(writeBytes([longest])?.length, MAX_RECORD_BYTES)
    assert.equal(writeBytes([Buffer.alloc(longest.length + 1, 'x')]), undefined)
  })
})
