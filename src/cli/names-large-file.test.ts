import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { namesLargeFile } from './names-large-file.js'

const LARGE = 32 * 1024 * 1024

function recipe(path: string): string {
  return `source:\n  type: jsonl\n  path: ${path}\nstyle: chat\n`
}

describe('namesLargeFile', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'large-'))
    mkdirSync(join(folder, 'recipes'))
    for (const [name, bytes] of Object.entries({
      'large.jsonl': LARGE,
      'small.jsonl': LARGE - 1,
      'large.jsonl.gz': LARGE,
    })) {
      writeFileSync(join(folder, name), '')
      truncateSync(join(folder, name), bytes)
    }
    writeFileSync(join(folder, 'loradex.yaml'), recipe('large.jsonl # all of them'))
    writeFileSync(join(folder, 'small.yaml'), recipe('small.jsonl'))
    writeFileSync(join(folder, 'packed.yaml'), recipe('large.jsonl.gz'))
    writeFileSync(join(folder, 'recipes', 'deep.yaml'), "source: { path: '../large.jsonl' }\n")
    writeFileSync(join(folder, 'recipe.json'), '{"source":{"path":"large.jsonl","type":"jsonl"}}')
  })
  after(() => rmSync(folder, { recursive: true }))

  const guess = (...words: readonly string[]) => namesLargeFile(['export', ...words], folder)

  it('finds the file as the recipe spells it, from where the recipe lies', () => {
    assert.ok(guess())
    assert.ok(guess('recipes/deep.yaml', '--out', 'out'))
    assert.ok(guess('recipe.json'))
    assert.ok(guess('packed.yaml'))
    assert.ok(guess('--set', 'source.path=large.jsonl', 'small.yaml'))
    assert.ok(guess('small.yaml', '--set=source.path=large.jsonl'))
  })

  it('finds none that is small or not there', () => {
    assert.equal(guess('small.yaml'), false)
    assert.equal(guess('none.yaml'), false)
    assert.equal(guess('--set', 'source.path=none.jsonl'), false)
  })

  it('leaves pipes to whoever reads the recipe', () => {
    assert.equal(spawnSync('mkfifo', [join(folder, 'pipe.yaml')]).status, 0)
    assert.equal(guess('pipe.yaml'), false)
  })

  it('leaves out exports without threads', () => {
    for (const words of [['--limit', '5'], ['--limit=5'], ['--engine', 'spark']]) {
      assert.equal(guess(...words), false, words.join(' '))
    }
  })
})
