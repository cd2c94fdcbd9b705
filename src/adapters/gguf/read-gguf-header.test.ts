import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { bytesInMemory } from '../read/byte-source.js'
import { readGgufHeader } from './read-gguf-header.js'

const plain = readFileSync('tests/fixtures/gguf/lora-plain.gguf')

async function faultOf(bytes: Uint8Array): Promise<string> {
  const read = await readGgufHeader(bytesInMemory(bytes))
  return 'fault' in read ? `expected ${read.fault.expected}, saw ${read.fault.seen}` : 'none'
}

/** The file with a u64 changed. */
function withCount(at: number, value: bigint): Uint8Array {
  const bytes = Buffer.from(plain)
  bytes.writeBigUInt64LE(value, at)
  return bytes
}

describe('readGgufHeader', () => {
  it('reads keys and tensors of an adapter that llama.cpp made', async () => {
    const read = await readGgufHeader(bytesInMemory(plain))
    assert.ok('header' in read)
    const { metadata, tensors, version } = read.header
    assert.equal(version, 3)
    assert.equal(metadata.get('general.type'), 'adapter')
    assert.equal(metadata.get('adapter.lora.alpha'), 16)
    assert.deepEqual(metadata.get('general.tags'), { items: 4 })
    assert.equal(tensors.length, 8)
    assert.deepEqual(tensors[0], {
      name: 'blk.0.attn_q.weight.lora_a',
      shape: [64, 8],
      type: 0,
      offset: 0,
    })
  })

  // CVE-2026-7482: sizes that were believed led to memory of others.
  const refused: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
    'a version of the future': [Uint8Array.from(plain).fill(9, 4, 5), /version 2 or 3/u],
    'more tensors than a file can have': [withCount(8, 2n ** 40n), /at most 1000000 tensors/u],
    'more keys than a file can have': [withCount(16, 2n ** 40n), /at most 65536 keys/u],
    'a count above what a double holds': [withCount(8, 2n ** 60n), /a count/u],
    'a key of 2^40 bytes': [withCount(24, 2n ** 40n), /a text of at most/u],
    'a file that is cut off': [plain.subarray(0, 200), /ends after 200/u],
    'values that are cut off': [plain.subarray(0, 3000), /within 3000 bytes/u],
  }
  for (const [name, [bytes, message]] of Object.entries(refused)) {
    it(`refuses ${name}`, async () => {
      assert.match(await faultOf(bytes), message)
    })
  }

  it('gives a header or a fault for any damage, and never more than the file holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1100), fc.nat(255), async (at, byte) => {
        const bytes = Uint8Array.from(plain)
        bytes[at] = byte
        const read = await readGgufHeader(bytesInMemory(bytes))
        assert.ok('fault' in read || read.header.tensors.length <= 8)
      }),
      { numRuns: 1000 },
    )
  })
})
