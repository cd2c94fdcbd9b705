import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { init, inNewFolder } from './init-in.js'

const line = '{"question":"What is it?","answer":"It is an answer."}\n'
const thirty = Array.from(
  { length: 30 },
  (_, n) => [`gl/${10 + n}.jsonl`, n === 27 ? line : ''] as const,
)

const folders = {
  'the first one': { 'gl/a.jsonl': '', 'gl/b.jsonl': line },
  'all but the first': { 'gl/a.jsonl': line, 'gl/b.jsonl': '', 'gl/c.jsonl': ' ' },
  'all but one of those that are not looked into': Object.fromEntries(thirty),
}

describe('loradex init of files with nothing in them', () => {
  for (const [name, files] of Object.entries(folders)) {
    it(`passes over ${name}, in a folder and by a pattern`, async () => {
      await inNewFolder(files, async (folder) => {
        for (const source of ['gl', 'gl/*.jsonl']) {
          const { exitCode, stdout, stderr } = await init(folder, [source, '-n'])
          assert.equal(exitCode, 0, stderr)
          assert.match(stderr, /^instruction_tuning: keeps 1 of 1 record looked at$/mu)
          assert.match(stdout, /^source: \{ type: jsonl, path: gl\/\*\.jsonl \}/mu)
        }
      })
    })
  }

  it('names the pattern where all are', async () => {
    await inNewFolder({ 'gl/a.jsonl': '', 'gl/b.jsonl': '' }, async (folder) => {
      const { exitCode, stderr } = await init(folder, ['gl/*.jsonl', '-n'])
      assert.equal(exitCode, 2)
      assert.match(stderr, /init\.no-records: expected records in gl\/\*\.jsonl, saw none/u)
    })
  })

  it('leaves them out where they are of no kind that can be empty', async () => {
    await inNewFolder({ 'gl/a': '', 'gl/b': 'PAR1…PAR1' }, async (folder) => {
      const { stderr } = await init(folder, ['gl/*', '-n'])
      assert.match(stderr, /gl\/b: /u)
      assert.doesNotMatch(stderr, /gl\/a: /u)
    })
  })
})
