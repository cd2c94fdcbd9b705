import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bytesInMemory } from './byte-source.js'
import { readWeightsFrom } from './read-weights.js'
import { weightsFormat } from './weights-format.js'

const header = '{"a":{"dtype":"U8","shape":[40],"data_offsets":[0,40]}}'

function safetensors(data: Uint8Array): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, Buffer.from(header), data])
}

/** An end-of-central-directory record with a comment. */
function endOfZip(comment: number): Buffer {
  const record = Buffer.alloc(22 + comment)
  record.write('PK\u0005\u0006', 'latin1')
  record.writeUInt16LE(comment, 20)
  return record
}

const refused: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
  'an empty file': [Buffer.alloc(0), /an empty file/u],
  'a pickle of protocol 2': [Buffer.from([0x80, 2, 0x63, 0x6f, 0x73]), /a pickle/u],
  'a pickle of protocol 5': [Buffer.from([0x80, 5, 0x95]), /a pickle/u],
  'a pickle of protocol 0': [Buffer.from("cos\nsystem\n(S'id'\ntR."), /a pickle/u],
  'a pickle that begins with a dictionary': [Buffer.from('(dp0\nS"a"'), /a pickle/u],
  'the zip archive of torch.save': [
    Buffer.from('PK\u0003\u0004aaaaaa', 'latin1'),
    /a zip archive/u,
  ],
  'an HDF5 file': [Buffer.from('\u0089HDF\r\n\u001a\nxxxx', 'latin1'), /HDF5/u],
  'a pointer of Git LFS': [Buffer.from('version https://git-lfs.github.com/spec/v1\n'), /Git LFS/u],
  'any text': [Buffer.from('hello, this is text'), /bytes of neither/u],
  'safetensors that are a zip archive as well': [
    safetensors(Buffer.concat([Buffer.alloc(18), endOfZip(0)])),
    /a zip archive within/u,
  ],
  'such a file with a comment': [
    safetensors(Buffer.concat([Buffer.alloc(3), endOfZip(15)])),
    /a zip archive within/u,
  ],
}

describe('weightsFormat', () => {
  for (const [name, [bytes, seen]] of Object.entries(refused)) {
    it(`refuses ${name}`, async () => {
      const judged = await weightsFormat(bytesInMemory(bytes))
      assert.ok('fault' in judged)
      assert.match(judged.fault.seen, seen)
    })
  }

  it('goes by content: a header whose length looks like a pickle is none', async () => {
    // 80 02 00 00 00 00 00 00 is the length 640.
    const padded = header.padEnd(0x280)
    const length = Buffer.from([0x80, 2, 0, 0, 0, 0, 0, 0])
    const bytes = Buffer.concat([length, Buffer.from(padded), Buffer.alloc(40)])
    assert.ok('content' in (await readWeightsFrom(bytesInMemory(bytes))))
  })

  it('takes the mark of an archive within values for values', async () => {
    const values = Buffer.concat([endOfZip(0), Buffer.alloc(18)])
    assert.deepEqual(await weightsFormat(bytesInMemory(safetensors(values))), {
      format: 'safetensors',
    })
  })
})
