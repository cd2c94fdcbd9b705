import assert from 'node:assert/strict'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openRows, sealBytes, sealRows } from './index-blocks.js'
import { BLOCK_BYTES, ENTRY_BYTES } from './index-layout.js'

const header = Buffer.from('{}\n')
const changed = (): Error => new Error('changed')

async function withFile(
  bytes: Buffer,
  use: (file: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'blocks-'))
  await writeFile(join(folder, 'x.idx'), bytes)
  const file = await open(join(folder, 'x.idx'))
  try {
    await use(file)
  } finally {
    await file.close()
    await rm(folder, { recursive: true })
  }
}

describe('rows in blocks', () => {
  for (const count of [0, 1, 1820, 1821, 16_384, 16_385]) {
    it(`are read as they were written: ${count}`, async () => {
      const rows = Array.from({ length: count }, (_, row) => Buffer.alloc(ENTRY_BYTES, row % 251))
      const sealed = sealRows(header, rows)
      const bytes = count * ENTRY_BYTES
      assert.equal(sealed.length, header.length + bytes + sealBytes(bytes))
      await withFile(sealed, async (file) => {
        const read = await openRows(file, { header, bytes, changed })
        for (const [row, content] of rows.entries()) {
          assert.deepEqual(await read(row * ENTRY_BYTES, ENTRY_BYTES), content)
        }
      })
    })
  }

  it('are not read where their block has changed, and are elsewhere', async () => {
    const bytes = 3 * BLOCK_BYTES
    const sealed = sealRows(header, [Buffer.alloc(bytes)])
    sealed[header.length + BLOCK_BYTES] = 1
    await withFile(sealed, async (file) => {
      const read = await openRows(file, { header, bytes, changed })
      for (const at of [BLOCK_BYTES, 2 * BLOCK_BYTES - 1, BLOCK_BYTES - 1]) {
        await assert.rejects(read(at, 2), /changed/u)
      }
      for (const at of [0, BLOCK_BYTES - 2, 2 * BLOCK_BYTES]) {
        assert.deepEqual(await read(at, 2), Buffer.alloc(2))
      }
    })
  })
})
