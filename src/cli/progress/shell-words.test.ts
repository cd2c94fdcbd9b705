import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { shellWords } from './shell-words.js'

describe('shell words', () => {
  it('are as they were when a shell has read them', () => {
    const words = ['plain', 'a b', "it's", '$HOME', '', '*', 'ä\n', '--set', 'x={a: 1}', '\\', '"']
    const script = `printf '%s\\0' ${shellWords(words)}`
    const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' })
    assert.deepEqual(stdout.split('\0').slice(0, -1), words)
  })

  it('have no quotes where none are needed', () => {
    assert.equal(shellWords(['export', 'a/b-c_d.yaml', '--out=x']), 'export a/b-c_d.yaml --out=x')
  })
})
