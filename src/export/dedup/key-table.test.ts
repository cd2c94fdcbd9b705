import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createKeyTable, type KeyMemory, type KeyTable } from './key-table.js'

/** So little that a few hundred keys are merged several times. */
const TINY_BYTES = 48 * 1024

let base = ''
let tables = 0
before(async () => (base = await mkdtemp(join(tmpdir(), 'keys-'))))
after(() => rm(base, { recursive: true }))

function tinyMemory(bytes = TINY_BYTES): KeyMemory {
  tables += 1
  return { bytes, folder: join(base, String(tables)) }
}

/** Adds the keys, row by row in batches, and holds each answer against a Map's. */
async function assertAnswersAsMap(
  table: KeyTable,
  keys: readonly (readonly number[])[],
  { firstRow = 0, batch = 70 } = {},
): Promise<void> {
  const model = new Map<string, number>()
  for (const [index, words] of keys.entries()) {
    const row = firstRow + index
    const expected = model.get(words.join())
    assert.equal(table.addOrFind(Uint32Array.from([9, ...words]), 1, row), expected)
    if (expected === undefined) model.set(words.join(), row)
    if (index % batch === 0) await table.makeRoom()
  }
  assert.equal(table.size, model.size)
  table.close()
}

/** Numbers of 32 bits as good as chance. */
function drawWords(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0
  }
}

/** Of `count` keys each is one of `distinct`. */
function drawKeys(count: number, distinct: number): readonly (readonly number[])[] {
  const next = drawWords(distinct)
  const known = Array.from({ length: distinct }, () => [next(), next(), next(), next()])
  return Array.from({ length: count }, () => known[next() % distinct] ?? [])
}

describe('createKeyTable', () => {
  // Few distinct words, so that keys share slots, pages and blocks of the filter, and some are equal.
  const word = fc.constantFrom(0, 1, 0x00ff_ffff, 0x0100_0000, 0xffff_ffff)
  const anyKeys = fc.array(fc.array(word, { minLength: 4, maxLength: 4 }), {
    maxLength: 700,
    size: 'max',
  })

  for (const [where, memoryOf] of [
    ['in memory', () => undefined],
    ['on disk', () => tinyMemory()],
  ] as const) {
    it(`answers as a Map of keys would, ${where}`, async () => {
      const property = fc.asyncProperty(anyKeys, (keys) =>
        assertAnswersAsMap(createKeyTable(memoryOf()), keys),
      )
      await fc.assert(property, { numRuns: 8 })
      await assertAnswersAsMap(createKeyTable(memoryOf()), drawKeys(2000, 1500))
    })
  }

  for (const [where, memoryOf] of [
    ['in memory', () => undefined],
    ['on disk', () => tinyMemory()],
  ] as const) {
    it(`knows keys that it was told of without being asked, ${where}`, async () => {
      const table = createKeyTable(memoryOf())
      const keys = drawKeys(3000, 1500)
      const rows = new Map(keys.toReversed().map((words, index) => [words.join(), 2999 - index]))
      const told = [...rows].toSorted(([, left], [, right]) => left - right).slice(0, 1200)
      for (let from = 0; from < told.length; from += 100) {
        const batch = told.slice(from, from + 100)
        const first = batch[0]?.[1] ?? 0
        const words = batch.flatMap(([text]) => text.split(',').map(Number))
        table.addNew(
          Uint32Array.from(words),
          Uint32Array.from(batch, ([, row]) => row - first),
          first,
        )
        await table.makeRoom()
        // Some are asked for in between.
        const [text = '', row] = told[from / 2] ?? []
        assert.equal(table.addOrFind(Uint32Array.from(text.split(','), Number), 0, 9999), row)
      }
      assert.equal(table.size, 1200)
      for (const [text, row] of rows) {
        const seen = table.addOrFind(Uint32Array.from(text.split(','), Number), 0, row)
        assert.equal(seen, told.some(([known]) => known === text) ? row : undefined)
      }
      assert.equal(table.size, rows.size)
      table.close()
    })
  }

  it('finds every one of 30,000 keys again, in runs of several levels', async () => {
    const memory = tinyMemory(128 * 1024)
    const table = createKeyTable(memory)
    await assertAnswersAsMap(table, drawKeys(60_000, 30_000), { batch: 2500 })
  })

  it('keeps rows apart up to the last one', async () => {
    const keys = drawKeys(300, 100)
    for (const firstRow of [2 ** 32 - 150, 2 ** 40 - 2 - 299]) {
      await assertAnswersAsMap(createKeyTable(tinyMemory(256)), keys, { firstRow })
    }
  })

  it('makes no file as long as memory does, and leaves none', async () => {
    const memory = tinyMemory(4 << 20)
    const table = createKeyTable(memory)
    table.addOrFind(Uint32Array.of(1, 2, 3, 4), 0, 0)
    await table.makeRoom()
    await assert.rejects(readdir(memory.folder), { code: 'ENOENT' })

    const spilling = tinyMemory()
    const spilled = createKeyTable(spilling)
    for (const [row, words] of drawKeys(4000, 4000).entries()) {
      spilled.addOrFind(Uint32Array.from(words), 0, row)
    }
    await spilled.makeRoom()
    assert.equal((await readdir(spilling.folder)).length, 1)
    spilled.close()
    spilled.close()
    assert.deepEqual(await readdir(spilling.folder), [])
  })

  it('says which file cannot be written', async () => {
    const table = createKeyTable({ bytes: 0, folder: '/proc/loradex/keys' })
    table.addOrFind(Uint32Array.of(1, 2, 3, 4), 0, 0)
    await assert.rejects(table.makeRoom(), { code: 'export.target-unwritable' })
  })
})
