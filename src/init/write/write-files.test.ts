import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { writeFiles, type NewFile } from './write-files.js'

let parent = ''
before(async () => (parent = await mkdtemp(join(tmpdir(), 'write-'))))
after(() => rm(parent, { recursive: true }))

function file(folder: string, name: string, text = 'new'): NewFile {
  return { path: join(folder, name), shown: name, text }
}

describe('writeFiles', () => {
  it('writes all files, and folders for them, and leaves nothing else behind', async () => {
    const folder = await mkdtemp(join(parent, 'a-'))
    await writeFiles([file(folder, 'a'), file(folder, 'x/y/b')], false)
    const names = await readdir(folder, { recursive: true })
    assert.deepEqual(names.toSorted(), ['a', 'x', 'x/y', 'x/y/b'])
  })

  it('writes none when one is there, unless that is forced or the file is our own', async () => {
    const folder = await mkdtemp(join(parent, 'b-'))
    await writeFile(join(folder, 'b'), 'old')
    const files = [file(folder, 'a'), file(folder, 'b')]
    await assert.rejects(writeFiles(files, false), { code: 'init.target-exists' })
    assert.deepEqual(await readdir(folder), ['b'])
    await writeFiles([file(folder, 'a'), { ...file(folder, 'b'), mayReplace: true }], false)
    assert.equal(await readFile(join(folder, 'b'), 'utf8'), 'new')
    await writeFiles([file(folder, 'a', 'forced')], true)
    assert.equal(await readFile(join(folder, 'a'), 'utf8'), 'forced')
  })

  it('refuses a folder in the place of a file, forced or not', async () => {
    const folder = await mkdtemp(join(parent, 'c-'))
    await mkdir(join(folder, 'a'))
    for (const force of [false, true]) {
      await assert.rejects(writeFiles([file(folder, 'a')], force), { code: 'init.target-exists' })
    }
  })

  it('says that it cannot write where a file stands in the place of a folder', async () => {
    const folder = await mkdtemp(join(parent, 'd-'))
    await writeFile(join(folder, 'a'), '')
    await assert.rejects(writeFiles([file(folder, 'a/b')], false), {
      code: 'init.target-unwritable',
    })
    assert.deepEqual(await readdir(folder), ['a'])
  })
})
