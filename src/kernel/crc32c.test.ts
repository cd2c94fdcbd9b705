import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { crc32c } from './crc32c.js'

describe('crc32c', () => {
  const zeros = Buffer.alloc(32)
  const vectors: readonly (readonly [string, Uint8Array, number])[] = [
    ['nothing', Buffer.alloc(0), 0],
    ['the check value', Buffer.from('123456789'), 0xe3069283],
    ['32 zeros', zeros, 0x8a9136aa],
    ['32 ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
    ['0 to 31', zeros.map((_, index) => index), 0x46dd794e],
    ['31 to 0', zeros.map((_, index) => 31 - index), 0x113fdb5c],
  ]
  for (const [name, bytes, expected] of vectors) {
    it(`is that of RFC 3720 for ${name}`, () => assert.equal(crc32c(bytes), expected))
  }
})
