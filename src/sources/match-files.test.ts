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
})
