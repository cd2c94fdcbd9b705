import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { keptRule } from './kept-rule.mjs'

const ROWS = 3000

describe('derive-corpus', () => {
  let folder
  let corpus
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'loradex-derived-'))
    corpus = join(folder, 'corpus.jsonl')
  })
  after(() => rmSync(folder, { recursive: true }))

  it('keeps by its rule as many rows as the generator says', () => {
    const { kept_by_full_job } = run('generate-corpus.mjs', ['--rows', String(ROWS)], corpus)
    const isKept = keptRule()
    const rows = linesOf(corpus).filter(({ quality, ...row }) =>
      isKept({ ...row, score: quality.score }),
    )
    assert.equal(rows.length, kept_by_full_job)
  })

  it('gives every row the other shape', () => {
    const chat = join(folder, 'chat.jsonl')
    const { rows, kept } = run('derive-corpus.mjs', ['--shape', 'chat', '--from', corpus], chat)
    assert.equal(rows, ROWS)
    const roles = linesOf(chat).map(({ messages }) => messages.map(({ role }) => role).join())
    assert.deepEqual([...new Set(roles)], ['system,user,assistant'])
    assert.ok(kept > 0.9 * ROWS && kept < ROWS)

    const turns = join(folder, 'turns.jsonl')
    const same = run('derive-corpus.mjs', ['--shape', 'turns', '--from', corpus], turns)
    assert.equal(same.kept, kept)
    const texts = linesOf(turns).map(({ system, user, assistant }) => [system, user, assistant])
    assert.deepEqual(
      texts,
      linesOf(chat).map(({ messages }) => messages.map(({ content }) => content)),
    )
  })
})

function run(script, args, out) {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const { status, stdout, stderr } = spawnSync(execPath, [path, ...args, '--out', out], {
    encoding: 'utf8',
  })
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout)
}

function linesOf(path) {
  return readFileSync(path, 'utf8').trimEnd().split('\n').map(JSON.parse)
}
