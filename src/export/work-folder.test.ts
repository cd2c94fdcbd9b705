import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openWorkFolder } from './work-folder.js'

let base = ''
before(async () => (base = await mkdtemp(join(tmpdir(), 'work-'))))
after(() => rm(base, { recursive: true }))

async function publishOne(target: string, text: string, replace = false): Promise<void> {
  const folder = await openWorkFolder(target, { replace })
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
    const folder = await openWorkFolder(join(base, 'two', 'out'))
    await folder.discard()
    await folder.discard()
    assert.deepEqual(await readdir(join(base, 'two')), [])
  })

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
