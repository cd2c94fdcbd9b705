import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { realDisk } from '../../disk/real-disk.js'
import { realProcesses } from './this-process.js'
import { openWorkFolder, type WorkFolder } from './work-folder.js'

let base = ''
before(async () => (base = await mkdtemp(join(tmpdir(), 'work-'))))
after(() => rm(base, { recursive: true }))

function openAt(target: string, replace = false): Promise<WorkFolder> {
  return openWorkFolder(target, { disk: realDisk, processes: realProcesses(), replace })
}

async function publishOne(target: string, text: string, replace = false): Promise<void> {
  const folder = await openAt(target, replace)
  await writeFile(join(folder.output, 'manifest.json'), text)
  await folder.publish()
}

describe('openWorkFolder', () => {
  it('shows the target complete, and leaves nothing else', async () => {
    const target = join(base, 'one', 'out')
    await publishOne(target, 'first')
    assert.equal(await readFile(join(target, 'manifest.json'), 'utf8'), 'first')
    assert.deepEqual(await readdir(join(base, 'one')), ['out'])
  })

  it('leaves nothing after discard', async () => {
    const folder = await openAt(join(base, 'two', 'out'))
    await folder.discard()
    await folder.discard()
    assert.ok(!(await readdir(base)).includes('two'))
  })

  it('leaves the folders above that somebody else uses by then', async () => {
    const folder = await openAt(join(base, 'six', 'deep', 'out'))
    await writeFile(join(base, 'six', 'note.txt'), 'mine')
    await folder.discard()
    assert.deepEqual(await readdir(join(base, 'six')), ['note.txt'])
  })

  for (const replace of [false, true]) {
    it(`lets one of many in that want to export at once, replace ${replace}`, async () => {
      const target = join(base, `race-${replace}`, 'out')
      const opened = await Promise.allSettled(
        Array.from({ length: 20 }, () => openAt(target, replace)),
      )
      const folders = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      const failures = opened.flatMap((each) =>
        each.status === 'rejected' ? [(each.reason as { code?: unknown }).code] : [],
      )
      assert.deepEqual([...new Set(failures)], ['export.locked'])
      assert.equal(folders.length, 1)
      for (const folder of folders) {
        await writeFile(join(folder.output, 'manifest.json'), 'mine')
        await folder.publish()
      }
      assert.equal(await readFile(join(target, 'manifest.json'), 'utf8'), 'mine')
      assert.deepEqual(await readdir(join(base, `race-${replace}`)), ['out'])
    })
  }

  it('keeps an earlier export unless told to replace it', async () => {
    const target = join(base, 'three', 'out')
    await publishOne(target, 'first')
    await assert.rejects(publishOne(target, 'second'), { code: 'export.target-exists' })
    assert.equal(await readFile(join(target, 'manifest.json'), 'utf8'), 'first')
    await publishOne(target, 'second', true)
    assert.equal(await readFile(join(target, 'manifest.json'), 'utf8'), 'second')
    assert.deepEqual(await readdir(join(base, 'three')), ['out'])
  })

  it('never replaces a folder that is not an export', async () => {
    const target = join(base, 'four')
    await mkdir(target)
    await writeFile(join(target, 'thesis.txt'), 'precious')
    await assert.rejects(publishOne(target, 'x', true), { code: 'export.target-exists' })
    assert.deepEqual(await readdir(target), ['thesis.txt'])
  })

  it('takes an empty folder as free', async () => {
    const target = join(base, 'five')
    await mkdir(target)
    await publishOne(target, 'x')
    assert.deepEqual(await readdir(target), ['manifest.json'])
  })
})
