// Adapters as llama.cpp's own converter wrote them (`node tools/llama-converter.mjs` makes them again).
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readGgufHeader } from '#loradex/adapters/gguf/read-gguf-header.js'
import { writePlainAdapter } from '#loradex/adapters/plain/write-plain-adapter.js'
import { withFile } from '#loradex/adapters/read/file-source.js'
import { readAdapter } from '#loradex/adapters/read/read-adapter.js'
import { llamaPartner } from '#tools/llama-partner.mjs'
import { farthestFromPeft } from './lora-logprobs.js'

const converted = (name: string): string => `tests/fixtures/gguf/lora-${name}.gguf`

describe('adapters in llama.cpp', () => {
  it('answers as PEFT does once an adapter is plain, and otherwise before', async (test) => {
    if ((await llamaPartner().catch(() => undefined)) === undefined) {
      return test.skip('node-llama-cpp cannot be installed')
    }
    const [plain, rslora, pattern, rsloraPlain, patternPlain] = await farthestFromPeft(
      new Map([
        [converted('plain'), 'plain'],
        [converted('rslora'), 'rslora'],
        [converted('pattern'), 'pattern'],
        [converted('rslora-plain'), 'rslora'],
        [converted('pattern-plain'), 'pattern'],
      ]),
    )
    for (const same of [plain, rsloraPlain, patternPlain]) assert.ok((same ?? 1) < 1e-3)
    for (const other of [rslora, pattern]) assert.ok((other ?? 0) > 0.1)
  })

  it('holds the values that adapter plain writes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plain-'))
    try {
      for (const name of ['rslora', 'pattern']) {
        const out = join(folder, name)
        await mkdir(out)
        await writePlainAdapter(
          await readAdapter(`tests/fixtures/peft-adapters-trained/${name}`),
          out,
        )
        assert.deepEqual(
          await ggufValues(converted(`${name}-plain`)),
          await safetensorsValues(join(out, 'adapter_model.safetensors')),
        )
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

/** Sorted: llama.cpp has the rows of some modules in another order. */
function floats(bytes: Uint8Array): Float32Array {
  const copy = Uint8Array.from(bytes)
  return new Float32Array(copy.buffer).toSorted()
}

const ALIGNMENT = 32

async function ggufValues(path: string): Promise<Float32Array> {
  const read = await withFile(path, readGgufHeader)
  assert.ok('header' in read)
  const { tensors } = read.header
  const ends = tensors.map(({ offset, shape }) => offset + 4 * shape.reduce((a, b) => a * b, 1))
  const size = Math.ceil(Math.max(...ends) / ALIGNMENT) * ALIGNMENT
  const bytes = (await readFile(path)).subarray(-size)
  return floats(Buffer.concat(tensors.map(({ offset }, at) => bytes.subarray(offset, ends[at]))))
}

async function safetensorsValues(path: string): Promise<Float32Array> {
  const bytes = await readFile(path)
  return floats(bytes.subarray(8 + Number(bytes.readBigUInt64LE(0))))
}
