import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RecordBatch } from '../records/record-batch.js'
import type { Source, SourcePart } from '../sources/source.js'
import { partReader, type PartReader } from './part-reader.js'
import { createReadingMemory } from './reading-memory.js'

const parts: readonly SourcePart[] = ['a', 'b', 'c'].map((path, index) => ({
  input: 'in',
  path,
  start: index,
  end: index + 1,
}))

function batchOf(text: string): RecordBatch {
  const bytes = Buffer.from(text)
  return { bytes, spans: Uint32Array.of(0, bytes.length), lines: Uint32Array.of(0), lineCount: 1 }
}

/** Tells in `said` what is asked of it and what of it is let go of. */
function sourceOf(batches: Readonly<Record<string, readonly string[]>>, said: string[]): Source {
  return {
    id: 'test',
    plan: async () => parts,
    async *read({ path }) {
      said.push(`opens ${path}`)
      try {
        for (const text of batches[path] ?? []) {
          if (text === 'fails') throw new Error(`${path} fails`)
          said.push(`reads ${text}`)
          yield batchOf(text)
        }
      } finally {
        said.push(`closes ${path}`)
      }
    },
  }
}

async function readAll(batches: Readonly<Record<string, readonly string[]>>) {
  const said: string[] = []
  const reader = partReader(sourceOf(batches, said), createReadingMemory())
  for (const [index, part] of parts.entries()) {
    for await (const { bytes } of reader.read(part, { next: parts[index + 1] })) {
      said.push(`has ${Buffer.from(bytes).toString()}`)
    }
  }
  return said
}

describe('partReader', () => {
  it('reads a batch ahead, at the end of a part that of the next one', async () => {
    assert.deepEqual(await readAll({ a: ['a1', 'a2'], b: ['b1'], c: ['c1'] }), [
      'opens a',
      'reads a1',
      'reads a2',
      'has a1',
      'closes a',
      'opens b',
      'reads b1',
      'has a2',
      'closes b',
      'opens c',
      'reads c1',
      'has b1',
      'closes c',
      'has c1',
    ])
  })

  it('goes on behind parts that are empty', async () => {
    const said = await readAll({ c: ['c1'] })
    assert.deepEqual(said.at(-1), 'has c1')
    assert.equal(said.filter((line) => line.startsWith('opens')).length, 3)
  })

  it('fails where the failure is, after the batches before it', async () => {
    const said: string[] = []
    const source = sourceOf({ a: ['a1'], b: ['b1', 'fails'] }, said)
    const reader = partReader(source, createReadingMemory())
    const [a, b] = parts
    assert.ok(a && b)
    for await (const _ of reader.read(a, { next: b })) said.push('has a batch of a')
    await assert.rejects(async () => {
      for await (const _ of reader.read(b, {})) said.push('has a batch of b')
    }, /b fails/u)
    assert.equal(said.filter((line) => line === 'has a batch of b').length, 1)
  })

  it('lets go of both parts when it is left early', async () => {
    const said: string[] = []
    const reader = partReader(sourceOf({ a: ['a1'], b: ['b1', 'b2'] }, said), createReadingMemory())
    const [a, b] = parts
    assert.ok(a && b)
    for await (const _ of reader.read(a, { next: b })) break
    assert.deepEqual(
      said.filter((line) => line.startsWith('closes')),
      ['closes a', 'closes b'],
    )
  })

  it('lets go of the next part when it is closed, or another one is read', async () => {
    const said: string[] = []
    const reader = partReader(
      sourceOf({ a: ['a1'], b: ['b1', 'b2'], c: ['c1'] }, said),
      createReadingMemory(),
    )
    const [a, b, c] = parts
    assert.ok(a && b && c)
    for (const leave of [() => reader.close(), () => readInFull(reader, c)]) {
      await readInFull(reader, a, b)
      said.length = 0
      await leave()
      assert.equal(said[0], 'closes b')
    }
  })
})

async function readInFull(reader: PartReader, part: SourcePart, next?: SourcePart): Promise<void> {
  for await (const _ of reader.read(part, { next })) continue
}
