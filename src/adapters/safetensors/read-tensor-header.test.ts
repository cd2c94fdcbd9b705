import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { bytesInMemory } from '../read/byte-source.js'
import { MAX_HEADER_BYTES, readTensorHeader } from './read-tensor-header.js'

const two = {
  __metadata__: { format: 'pt' },
  a: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
  b: { dtype: 'BF16', shape: [3], data_offsets: [16, 22] },
}

/** A file with this header and so many bytes of values. */
function file(header: unknown, data = 22, length?: bigint): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(length ?? BigInt(text.length))
  return Buffer.concat([bytes, text, Buffer.alloc(data)])
}

async function faultOf(bytes: Uint8Array): Promise<string> {
  const read = await readTensorHeader(bytesInMemory(bytes))
  return 'fault' in read ? `expected ${read.fault.expected}, saw ${read.fault.seen}` : 'none'
}

/** The header with one tensor's entry changed. */
function withA(entry: object): object {
  return { ...two, a: { ...two.a, ...entry } }
}

type Header = Readonly<
  Record<
    string,
    {
      readonly dtype: string
      readonly shape: readonly number[]
      readonly data_offsets: readonly number[]
    }
  >
>

const huge = 2 ** 53 - 1

const refused: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
  'no bytes': [Buffer.alloc(0), /saw 0 bytes/u],
  'a length alone': [Buffer.alloc(8), /saw 8 bytes/u],
  'a length of 2^64 - 1': [file(two, 22, 2n ** 64n - 1n), /saw 18446744073709551615 bytes/u],
  'a length of a byte too many': [file(two, 0, BigInt(MAX_HEADER_BYTES) + 1n), /at most/u],
  'a length behind the end': [file(two, 0, 10_000n), /saw a file that ends after/u],
  'a header that is no object': [file('[]       '), /saw byte 0x5b/u],
  'blanks before the header': [file(` ${JSON.stringify(two)}`), /saw byte 0x20/u],
  'a header that is cut off': [file(JSON.stringify(two).slice(0, -2)), /in JSON/u],
  'text behind the header': [file(`${JSON.stringify(two)}x`), /text after the value/u],
  'a name twice': [
    file(`{"a":${JSON.stringify(two.a)},"a":${JSON.stringify(two.a)}}`),
    /given twice/u,
  ],
  'a key twice within': [file('{"a":{"dtype":"F32","dtype":"F32"}}'), /given twice/u],
  'bytes that are not UTF-8': [
    Buffer.concat([file('{"'), Buffer.from([0xff])]),
    /not UTF-8|in JSON|JSON/u,
  ],
  'nesting without end': [file(`{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`), /512 levels/u],
  'metadata that is no text': [file({ ...two, __metadata__: { n: 1 } }), /texts in __metadata__/u],
  'metadata that is no object': [file({ ...two, __metadata__: 'x' }), /texts in __metadata__/u],
  'a tensor that is no object': [file({ ...two, a: 1 }), /an object as description/u],
  'an unknown dtype': [file(withA({ dtype: 'F33' })), /saw "F33"/u],
  'a dtype that is no text': [file(withA({ dtype: 32 })), /a known dtype/u],
  'a key that nobody knows': [file(withA({ strides: [1] })), /the key "strides"/u],
  'a negative size': [file(withA({ shape: [-2, -2] })), /whole numbers/u],
  'a size with a fraction': [file(withA({ shape: [1.5] })), /whole numbers/u],
  'a size that no double holds': [
    file('{"a":{"dtype":"F32","shape":[18446744073709551616],"data_offsets":[0,16]}}'),
    /whole numbers/u,
  ],
  'sizes whose product overflows': [
    file(withA({ shape: [huge, huge, huge, huge] })),
    /an impossible number of bytes/u,
  ],
  'a product that wraps to the right size': [
    file(withA({ shape: [2 ** 32, 2 ** 32, 0, 1], data_offsets: [0, 16] })),
    /expected 0 bytes/u,
  ],
  'fewer bytes than the shape needs': [file(withA({ shape: [4, 2] })), /expected 32 bytes/u],
  'offsets in descending order': [file(withA({ data_offsets: [16, 0] })), /ascending/u],
  'three offsets': [file(withA({ data_offsets: [0, 8, 16] })), /two ascending/u],
  'offsets behind the end': [
    file(withA({ shape: [huge], data_offsets: [0, huge] })),
    /expected .* bytes of "a"/u,
  ],
  'half a byte': [file({ a: { dtype: 'F4', shape: [3], data_offsets: [0, 1] } }, 1), /of "a"/u],
  'a hole': [
    file({ ...two, b: { ...two.b, data_offsets: [18, 24] } }, 24),
    /a hole of 2 bytes before "b"/u,
  ],
  'a hole at the start': [file({ a: { ...two.a, data_offsets: [4, 20] } }, 20), /a hole of 4/u],
  'an overlap': [
    file({ ...two, b: { ...two.b, data_offsets: [14, 20] } }, 20),
    /an overlap before "b"/u,
  ],
  'two tensors in one place': [file({ a: two.a, c: two.a }, 16), /an overlap/u],
  'bytes that no tensor has': [file(two, 23), /saw 1 bytes more/u],
  'a file that is cut off': [file(two, 21), /saw 1 bytes less/u],
}

describe('readTensorHeader', () => {
  it('reads names, types, shapes and places', async () => {
    const bytes = file(two)
    const read = await readTensorHeader(bytesInMemory(bytes))
    assert.ok('header' in read)
    const { tensors, metadata, dataStart } = read.header
    assert.deepEqual([...metadata], [['format', 'pt']])
    assert.deepEqual(
      tensors.map(({ name, dtype, shape, elements }) => [name, dtype, shape, elements]),
      [
        ['a', 'F32', [2, 2], 4],
        ['b', 'BF16', [3], 3],
      ],
    )
    assert.equal(tensors[0]?.start, dataStart)
    assert.equal(tensors[1]?.end, bytes.length)
  })

  const accepted: Readonly<Record<string, Header>> = {
    'no tensors': {},
    'an empty tensor': { a: { dtype: 'F32', shape: [0, 8], data_offsets: [0, 0] } },
    'a scalar': { a: { dtype: 'F64', shape: [], data_offsets: [0, 8] } },
    'names that objects inherit': {
      constructor: { dtype: 'U8', shape: [1], data_offsets: [0, 1] },
    },
    'packed elements': { a: { dtype: 'F4', shape: [4], data_offsets: [0, 2] } },
  }
  for (const [name, header] of Object.entries(accepted)) {
    it(`accepts ${name}`, async () => {
      const data = Object.values(header).reduce(
        (most, { data_offsets: [, end = 0] }) => Math.max(most, end),
        0,
      )
      assert.equal(await faultOf(file(header, data)), 'none')
    })
  }

  it('accepts blanks behind the header, as writers pad it', async () => {
    assert.equal(await faultOf(file(`${JSON.stringify(two)}       `)), 'none')
  })

  for (const [name, [bytes, message]] of Object.entries(refused)) {
    it(`refuses ${name}`, async () => {
      assert.match(await faultOf(bytes), message)
    })
  }

  it('gives a header that covers the file, or a fault, for any damage', async () => {
    const sound = file(two)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const bytes = Uint8Array.from(sound)
          for (const [at, byte] of changes) bytes[at] = byte
          const read = await readTensorHeader(bytesInMemory(bytes))
          if ('fault' in read) return
          const { tensors, dataStart, fileBytes } = read.header
          const covered = tensors.reduce((sum, { start, end }) => sum + end - start, 0)
          assert.equal(dataStart + covered, fileBytes)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
