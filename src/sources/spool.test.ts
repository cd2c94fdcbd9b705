import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Drop } from '../records/verdict.js'
import { readAll, describeSourceContract } from './source.contract.js'
import { damagedLine, readSpool, spoolRecords } from './spool.js'
import type { Copied, PlanOptions, Source } from './source.js'

let spoolFolder = ''
before(async () => (spoolFolder = await mkdtemp(join(tmpdir(), 'spool-'))))
after(() => rm(spoolFolder, { recursive: true }))

async function* chunksOf(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

function spooled(...texts: readonly string[]): Source {
  return {
    id: 'spooled',
    plan: (options) => spoolRecords(chunksOf(...texts), { ...options, input: 'spooled' }),
    read: readSpool,
  }
}

async function damagesOf(source: Source, options: PlanOptions): Promise<readonly Drop[]> {
  const drops: Drop[] = []
  for (const part of await source.plan(options)) {
    for await (const { damaged } of source.read(part)) drops.push(...(damaged?.values() ?? []))
  }
  return drops
}

describeSourceContract('spool', {
  open: async (records) => spooled(...records.map((text) => `${text}\n`)),
})

describe('spool', () => {
  it('gives a damaged line as the drop it was made from, in its place', async () => {
    const drop: Drop = { code: 'bad-value', rule: 'test', observed: 'ä\n"', allowed: 3 }
    const source = spooled('{"a":1}\n', `${damagedLine(drop)}\n`, '{"a":2}')
    assert.deepEqual(await damagesOf(source, { spoolFolder }), [drop])
    const [part] = await source.plan({ spoolFolder })
    assert.ok(part)
    for await (const { spans, lines, damaged } of source.read(part, { batchBytes: 1 << 20 })) {
      if (spans.length === 2) continue
      assert.deepEqual([...lines], [0, 1])
      assert.deepEqual([...(damaged ?? [])], [[1, drop]])
      assert.equal(spans[2], spans[3])
    }
  })

  it('says nothing of positions in the copy', async () => {
    const source = spooled('1\n2\n')
    for (const part of await source.plan({ spoolFolder })) {
      for await (const batch of source.read(part)) assert.equal('offset' in batch, false)
    }
  })

  it('keeps what the input is called and cuts the copy', async () => {
    const parts = await spooled('1\n2\n3\n4\n').plan({ partBytes: 4, spoolFolder })
    assert.deepEqual(
      parts.map(({ input, start, end, snapshot }) => [input, start, end, snapshot?.bytes]),
      [
        ['spooled', 0, 4, 8],
        ['spooled', 4, 8, 8],
      ],
    )
  })

  it('tells how many records it has copied', async () => {
    const told: number[] = []
    const onSpool = ({ records }: Copied): number => told.push(records)
    await spooled('1\n2\n', '3', '\n').plan({ spoolFolder, onSpool })
    assert.deepEqual(told, [2, 2, 3])
  })

  it('ends the copy once there are enough records, and leaves the input', async () => {
    let left = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('{"a":1}\n{"a":2}\n')
      } finally {
        left = true
      }
    }
    const parts = await spoolRecords(endless(), { input: 'endless', spoolFolder, enoughRecords: 3 })
    assert.ok(left)
    assert.equal(
      (await readAll({ id: '', plan: async () => parts, read: readSpool }, parts)).length,
      4,
    )
  })

  it('stops with the reason of the signal while the input is silent', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('1\n')
      setImmediate(() => controller.abort(reason))
      await new Promise(() => undefined)
    }
    const { signal } = controller
    await assert.rejects(spoolRecords(silent(), { input: 'silent', spoolFolder, signal }), reason)
  })

  it('fails when it cannot write and names the folder', async () => {
    const folder = join(spoolFolder, 'absent')
    await assert.rejects(spooled('1\n').plan({ spoolFolder: folder }), {
      code: 'export.target-unwritable',
      details: { target: folder },
    })
  })

  it('gives each input a file of its own in a shared folder', async () => {
    const earlier = await readdir(spoolFolder)
    const left = spooled('"left"')
    const right = spooled('"right"')
    const [leftParts, rightParts] = await Promise.all([
      left.plan({ spoolFolder }),
      right.plan({ spoolFolder }),
    ])
    assert.equal((await readdir(spoolFolder)).length, earlier.length + 2)
    assert.deepEqual(await readAll(left, leftParts), ['"left"'])
    assert.deepEqual(await readAll(right, rightParts), ['"right"'])
  })
})
