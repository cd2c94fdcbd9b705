import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { matchFiles } from './match-files.js'

let baseFolder = ''

before(async () => {
  baseFolder = await mkdtemp(join(tmpdir(), 'match-'))
  for (const name of ['a.x', 'b.x', 'B.x', 'a{1}.x', 'sub/a.x', 'sub/deep/a.x', '.git/a.x']) {
    await mkdir(dirname(join(baseFolder, name)), { recursive: true })
    await writeFile(join(baseFolder, name), '')
  }
  await symlink('..', join(baseFolder, 'sub', 'up'))
})
after(() => rm(baseFolder, { recursive: true }))

async function inputsOf(path: string | readonly string[]): Promise<readonly string[]> {
  return (await matchFiles({ path, baseFolder })).map(({ input }) => input)
}

describe('matchFiles', () => {
  for (const [pattern, expected] of [
    ['a.x', ['a.x']],
    ['./sub/../a.x', ['a.x']],
    ['*.x', ['B.x', 'a.x', 'a{1}.x', 'b.x']],
    ['{b,a}.x', ['a.x', 'b.x']],
    ['a{1}.x', ['a{1}.x']],
    ['*/a.x', ['sub/a.x']],
    ['**/a.x', ['a.x', 'sub/a.x', 'sub/deep/a.x']],
    ['sub/**', ['sub/a.x', 'sub/deep/a.x']],
    ['sub/up/a.?', ['sub/up/a.x']],
    ['.git/*', ['.git/a.x']],
  ] as const) {
    it(`finds ${expected.join(', ')} for ${pattern}`, async () => {
      assert.deepEqual(await inputsOf(pattern), expected)
    })
  }

  it('keeps the order of the patterns and gives each file once', async () => {
    assert.deepEqual(await inputsOf(['b.x', '*.x', './a.x']), ['b.x', 'B.x', 'a.x', 'a{1}.x'])
  })

  it('names files relative to the base folder when they lie in it', async () => {
    assert.deepEqual(await inputsOf(join(baseFolder, 'sub', '*.x')), ['sub/a.x'])
    const outside = await matchFiles({ path: '../*.x', baseFolder: join(baseFolder, 'sub') })
    assert.deepEqual(outside[1], { input: '../a.x', path: join(baseFolder, 'a.x') })
  })

  it('matches nothing in folders of the export, tells that, and takes what is named', async () => {
    const ownFolders = [join(baseFolder, 'sub'), join(baseFolder, '.git'), join(baseFolder, 'none')]
    const notes: string[] = []
    const matched = async (path: string | readonly string[]) => {
      const choice = { path, baseFolder, ownFolders }
      const files = await matchFiles(choice, (note) => notes.push(note))
      return files.map(({ input }) => input)
    }
    assert.deepEqual(await matched('**/a.x'), ['a.x'])
    assert.deepEqual(await matched('{sub,.}/a.x'), ['a.x'])
    assert.deepEqual(notes, [
      '2 files are no input, as the export is written there: sub/a.x, sub/deep/a.x',
      'sub/a.x is no input, as the export is written there',
    ])
    assert.deepEqual(await matched(['sub/a.x', 'sub/../a.x']), ['sub/a.x', 'a.x'])
    await assert.rejects(matched('.git/*'), { code: 'source.no-match' })
    assert.equal(notes.length, 2)
  })
})
