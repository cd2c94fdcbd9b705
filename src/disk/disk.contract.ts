import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Disk } from './disk.js'

export interface OpenedDisk {
  readonly disk: Disk
  /** An empty folder of the test's own. */
  readonly folder: string
}

/** What holds of every disk. Each test opens one. */
export function describeDiskContract(name: string, open: () => Promise<OpenedDisk>): void {
  async function withFiles(...names: readonly string[]): Promise<OpenedDisk> {
    const opened = await open()
    for (const each of names) {
      const file = await opened.disk.open(join(opened.folder, each), 'new')
      await file.write([Buffer.from(each)], 0)
      await file.close()
    }
    return opened
  }

  describe(`${name} is a disk`, () => {
    it('makes a folder once', async () => {
      const { disk, folder } = await open()
      assert.equal(await disk.makeFolder(join(folder, 'a')), true)
      assert.equal(await disk.makeFolder(join(folder, 'a')), false)
      assert.deepEqual(await disk.list(join(folder, 'a')), [])
    })

    it('makes no folder in one that is not there', async () => {
      const { disk, folder } = await open()
      const code = 'export.target-unwritable'
      await assert.rejects(disk.makeFolder(join(folder, 'a', 'b')), { code })
      await assert.rejects(disk.open(join(folder, 'a', 'b'), 'any'), { code })
    })

    it('writes and reads at any place', async () => {
      const { disk, folder } = await open()
      const file = await disk.open(join(folder, 'a'), 'new')
      await file.write([Buffer.from('hello')], 0)
      await file.write([Buffer.from('p me')], 3)
      assert.equal(await file.size(), 7)
      assert.equal(text(await file.read(3, 2)), 'p ')
      assert.equal(text(await file.read(5, 100)), 'me')
      assert.equal(text(await file.read(5, 100, Buffer.alloc(200, 'x'))), 'me')
      assert.equal(text(await file.read(3, 2, Buffer.alloc(200, 'x'))), 'p ')
      await file.truncate(4)
      await file.sync()
      await file.close()
      assert.equal(text(await disk.read(join(folder, 'a'))), 'help')
    })

    it('opens a new file only where there is none, and any file as it is', async () => {
      const { disk, folder } = await withFiles('a')
      await assert.rejects(disk.open(join(folder, 'a'), 'new'), {
        code: 'export.target-unwritable',
      })
      const file = await disk.open(join(folder, 'a'), 'any')
      assert.equal(await file.size(), 1)
      await file.close()
    })

    it('knows what there is', async () => {
      const { disk, folder } = await withFiles('a')
      assert.deepEqual(await disk.list(folder), ['a'])
      assert.equal(await disk.list(join(folder, 'b')), undefined)
      assert.equal(await disk.list(join(folder, 'a')), undefined)
      assert.equal(await disk.has(join(folder, 'a')), true)
      assert.equal(await disk.has(join(folder, 'b')), false)
      assert.equal(await disk.read(join(folder, 'b')), undefined)
    })

    it('renames files over files, and folders over empty ones', async () => {
      const { disk, folder } = await withFiles('a', 'b')
      assert.equal(await disk.rename(join(folder, 'a'), join(folder, 'b')), true)
      assert.equal(await disk.rename(join(folder, 'a'), join(folder, 'b')), false)
      assert.equal(text(await disk.read(join(folder, 'b'))), 'a')
      await disk.makeFolder(join(folder, 'one'))
      await disk.makeFolder(join(folder, 'two'))
      await disk.rename(join(folder, 'b'), join(folder, 'one', 'c'))
      assert.equal(await disk.rename(join(folder, 'one'), join(folder, 'two')), true)
      assert.deepEqual(await disk.list(folder), ['two'])
      assert.deepEqual(await disk.list(join(folder, 'two')), ['c'])
    })

    it('renames no folder over one that has something in it', async () => {
      const { disk, folder } = await open()
      for (const each of ['one', 'two', 'two/three']) await disk.makeFolder(join(folder, each))
      const renaming = disk.rename(join(folder, 'one'), join(folder, 'two'))
      await assert.rejects(renaming, { code: 'export.target-unwritable' })
    })

    it('gives a file a second name, which outlives the first', async () => {
      const { disk, folder } = await withFiles('a', 'b')
      await disk.link(join(folder, 'a'), join(folder, 'c'))
      await disk.remove(join(folder, 'a'))
      assert.equal(text(await disk.read(join(folder, 'c'))), 'a')
      const code = 'export.target-unwritable'
      await assert.rejects(disk.link(join(folder, 'b'), join(folder, 'c')), { code })
      await assert.rejects(disk.link(join(folder, 'a'), join(folder, 'd')), { code })
    })

    it('removes files, and folders with all that is in them', async () => {
      const { disk, folder } = await withFiles('a')
      for (const each of ['one', 'one/two']) await disk.makeFolder(join(folder, each))
      for (const each of ['a', 'one', 'none']) await disk.remove(join(folder, each))
      assert.deepEqual(await disk.list(folder), [])
    })

    it('removes a folder only when it is empty, where that is asked for', async () => {
      const { disk, folder } = await open()
      for (const each of ['one', 'one/two']) await disk.makeFolder(join(folder, each))
      assert.equal(await disk.removeEmpty(join(folder, 'one')), false)
      assert.equal(await disk.removeEmpty(join(folder, 'one', 'two')), true)
      assert.equal(await disk.removeEmpty(join(folder, 'one')), true)
      assert.equal(await disk.removeEmpty(join(folder, 'one')), false)
    })

    it('syncs folders', async () => {
      const { disk, folder } = await withFiles('a')
      await disk.syncFolder(folder)
      await assert.rejects(disk.syncFolder(join(folder, 'none')), {
        code: 'export.target-unwritable',
      })
    })
  })
}

function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString()
}
