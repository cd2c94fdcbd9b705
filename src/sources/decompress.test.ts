import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { compress } from '@bokuweb/zstd-wasm'
import { xxhash64 } from 'hyparquet/src/xxhash.js'
import { compressBlock } from '../kernel/compress.js'
import { decompressed } from './decompress.js'
import type { ExpansionLimits } from './expansion-guard.js'
import { jsonl } from './jsonl.js'
import { outcomesOf } from './outcomes.contract.js'

// Loads the module, which may happen only once in a process.
await compressBlock({ kind: 'zstd' }, Buffer.of())
const text = Array.from({ length: 500 }, (_, index) => `{"n":${index ** 3}}\n`).join('')

async function contentOf(bytes: Uint8Array, options: ReadAs = {}): Promise<string> {
  const { chunkBytes = 64, ...limits } = options
  const pieces: Uint8Array[] = []
  for await (const piece of decompressed(chunksOf(bytes, chunkBytes), 'a', limits)) {
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString()
}

interface ReadAs extends ExpansionLimits {
  readonly chunkBytes?: number
}

async function* chunksOf(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
}

/** What arrives before the failure, and the code of that. */
async function outcomeOf(bytes: Uint8Array, chunkBytes: number): Promise<readonly unknown[]> {
  let length = 0
  try {
    for await (const piece of decompressed(chunksOf(bytes, chunkBytes), 'a')) length += piece.length
    return [length]
  } catch (error) {
    return [length, error instanceof Error && 'code' in error ? error.code : error]
  }
}

const compressors = {
  gzip: (bytes: string | Uint8Array) => gzipSync(bytes),
  zstd: (bytes: string | Uint8Array) => compress(Buffer.from(bytes)),
}

for (const [name, pack] of Object.entries(compressors)) {
  describe(`decompressed ${name}`, () => {
    for (const chunkBytes of [1, 7, 1000, 1 << 20]) {
      it(`gives the content back from chunks of ${chunkBytes} bytes`, async () => {
        assert.equal(await contentOf(pack(text), { chunkBytes }), text)
        assert.equal(await contentOf(pack(''), { chunkBytes }), '')
      })

      it(`reads one member after the other from chunks of ${chunkBytes} bytes`, async () => {
        const bytes = Buffer.concat([pack(text), pack(''), pack('end')])
        assert.equal(await contentOf(bytes, { chunkBytes }), `${text}end`)
      })

      it(`gives all there is of a cut-off input, from chunks of ${chunkBytes} bytes`, async () => {
        const whole = Buffer.concat([pack(text), pack(text)])
        for (const length of [whole.length - 1, whole.length / 2 + 30, pack(text).length - 9]) {
          const [given, code] = await outcomeOf(whole.subarray(0, length), chunkBytes)
          assert.equal(code, 'source.truncated')
          if (length > whole.length / 2) assert.ok(Number(given) >= text.length)
        }
      })

      it(`refuses trailing bytes in chunks of ${chunkBytes} bytes`, async () => {
        for (const tail of ['x', 'trailing garbage, and plenty of it', '\0'.repeat(100)]) {
          const bytes = Buffer.concat([pack(text), Buffer.from(tail)])
          const [, code] = await outcomeOf(bytes, chunkBytes)
          assert.ok(code === 'source.damaged' || code === 'source.truncated')
        }
      })
    }

    it('refuses what expands more than the limit, and not before', async () => {
      const bytes = pack('a'.repeat(100_000))
      const maxRatio = Math.floor(100_000 / bytes.length) - 1
      const code = 'source.expands-too-much'
      await assert.rejects(contentOf(bytes, { maxRatio, freeBytes: 99_999 }), { code })
      assert.equal((await contentOf(bytes, { maxRatio, freeBytes: 100_000 })).length, 100_000)
      const wider = { maxRatio: maxRatio + 2, freeBytes: 0, chunkBytes: 1 << 20 }
      assert.equal((await contentOf(bytes, wider)).length, 100_000)
    })

    it('refuses damage within', async () => {
      const bytes = Buffer.from(pack(text))
      bytes.fill(0xff, 20, 30)
      const [, code] = await outcomeOf(bytes, 64)
      assert.equal(code, 'source.damaged')
    })
  })
}

describe('decompressed zstd frames', () => {
  const checksummed = Buffer.from('28b52ffd24084100007b2261223a317d0ae2efece0', 'hex')
  for (const chunkBytes of [1, 3, 1000]) {
    it(`may have checksums and be skippable, from chunks of ${chunkBytes} bytes`, async () => {
      const frames = [skippable(0), checksummed, skippable(100), checksummed, skippable(5)]
      const content = await contentOf(Buffer.concat(frames), { chunkBytes })
      assert.equal(content, '{"a":1}\n{"a":1}\n')
    })

    it(`are truncated wherever they are cut, from chunks of ${chunkBytes} bytes`, async () => {
      for (const frame of [checksummed, skippable(5)]) {
        for (let length = 4; length < frame.length; length += 1) {
          const [, code] = await outcomeOf(frame.subarray(0, length), chunkBytes)
          assert.equal(code, 'source.truncated')
        }
      }
    })
  }
})

describe('damaged zstd frames', () => {
  const content = text.slice(0, 4000)
  const whole = withChecksum(compress(Buffer.from(content)), content)

  it('are intact with the checksum that the zstd program writes', async () => {
    assert.equal(await contentOf(Buffer.concat([whole, whole])), content + content)
  })

  it('never give other content, whichever byte has another bit', async () => {
    let refused = 0
    for (let at = 4; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
      const seen = await contentOf(bytes).catch(codeOf)
      if (seen === content) continue
      assert.match(seen, /^source\.(damaged|truncated)$/u, `byte ${at}`)
      refused += 1
    }
    assert.ok(refused > whole.length / 2)
  })

  it('are refused when they hold less than they say', async () => {
    const bytes = compress(Buffer.alloc(100, 'a'))
    assert.equal(bytes[5], 100)
    bytes[5] = 101
    assert.equal(await contentOf(bytes).catch(codeOf), 'source.damaged')
  })
})

describe('compressed jsonl', () => {
  let baseFolder = ''
  before(async () => (baseFolder = await mkdtemp(join(tmpdir(), 'packed-'))))
  after(() => rm(baseFolder, { recursive: true }))

  async function outcomes(name: string, bytes: string | Uint8Array): Promise<readonly string[]> {
    await writeFile(join(baseFolder, name), bytes)
    return outcomesOf(jsonl({ path: name, baseFolder }), { partBytes: 4 })
  }

  for (const [name, pack] of Object.entries(compressors)) {
    it(`is told by its first bytes: ${name}`, async () => {
      const packed = pack('\uFEFF{"a":1}\n\n{"a":2}')
      assert.deepEqual(await outcomes('a.jsonl', packed), [
        'a.jsonl:1 {"a":1}',
        'a.jsonl:3 {"a":2}',
      ])
      assert.deepEqual(await outcomes('a.gz', '{"a":1}\n'), ['a.gz:1 {"a":1}'])
    })

    it(`gives the complete records of a cut-off ${name} before the failure`, async () => {
      const first = pack('1\n2\n')
      const whole = Buffer.concat([first, pack(text)])
      const records = await outcomes('a', whole.subarray(0, whole.length - 1))
      assert.deepEqual(records.slice(0, 2), ['a:1 1', 'a:2 2'])
      assert.equal(records.at(-1), 'source.truncated')
      assert.ok(records.slice(2, -1).every((record) => record.endsWith('}')))
    })

    it(`refuses one JSON array in ${name}`, async () => {
      assert.deepEqual(await outcomes('a', pack('[{"a":1}]')), ['source.wrong-format'])
    })
  }

  it('refuses a zstd frame that asks for more memory than the reference decoder gives', async () => {
    const header = Buffer.from('28b52ffd00', 'hex')
    const tail = Buffer.alloc(20)
    const window = Buffer.of((28 - 10) << 3)
    const refused = await outcomeOf(Buffer.concat([header, window, tail]), 1)
    assert.deepEqual(refused, [0, 'source.damaged'])
  })
})

function skippable(length: number): Buffer {
  const frame = Buffer.alloc(8 + length, 1)
  frame.writeUInt32LE(0x184d2a53, 0)
  frame.writeUInt32LE(length, 4)
  return frame
}

/** As the zstd program writes it: a flag in the descriptor, and the end. */
function withChecksum(frame: Uint8Array, content: string): Buffer {
  const checksum = Buffer.alloc(8)
  checksum.writeBigUInt64LE(xxhash64(Buffer.from(content)))
  const bytes = Buffer.concat([frame, checksum.subarray(0, 4)])
  bytes[4] = (bytes[4] ?? 0) | 4
  return bytes
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
