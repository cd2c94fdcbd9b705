import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ANSWER_BOUNDS, corpusRows, SHARES } from './corpus-rows.mjs'
import { readTextPools } from './text-pools.mjs'

const ROWS = 5000

describe('generate-corpus', () => {
  let folder
  before(() => (folder = mkdtempSync(join(tmpdir(), 'loradex-corpus-'))))
  after(() => rmSync(folder, { recursive: true }))

  it('writes the same bytes for the same arguments', () => {
    const [first, second] = [generate('a.jsonl'), generate('b.jsonl')]
    assert.deepEqual(first, second)
    assert.deepEqual(readFileSync(join(folder, 'a.jsonl')), readFileSync(join(folder, 'b.jsonl')))
    assert.notEqual(generate('c.jsonl', '--seed', '2').sha256, first.sha256)
  })

  it('writes no more than it says', () => {
    const { bytes, rows } = generate('a.jsonl')
    const lines = readFileSync(join(folder, 'a.jsonl'), 'utf8').split('\n')
    assert.equal(lines.pop(), '')
    assert.equal(lines.length, rows)
    assert.equal(Buffer.byteLength(lines.join('\n')) + 1, bytes)
  })

  for (const variant of ['mixed', 'ascii', 'non-latin']) {
    it(`keeps the promised shares in the ${variant} variant`, () => {
      const { shares } = generate('a.jsonl', '--variant', variant)
      for (const [kind, share] of Object.entries(SHARES)) {
        assertShare(shares[kind], share, kind)
      }
      const english = { mixed: 0.62, ascii: 1, 'non-latin': 0 }[variant]
      assertShare(shares.languages.en ?? 0, english, 'English')
    })
  }

  it('writes only ASCII in the ascii variant', () => {
    generate('a.jsonl', '--variant', 'ascii')
    assert.ok(readFileSync(join(folder, 'a.jsonl')).every((byte) => byte < 0x80))
  })

  it('knows how many rows the full job keeps', () => {
    const summary = generate('a.jsonl')
    assert.equal(keptContents(rowsOf('a.jsonl')).size, summary.kept_by_full_job)
    assert.ok(summary.kept_by_full_job < ROWS)
  })

  it('writes a single row and none', () => {
    for (const rows of [0, 1]) {
      const summary = generate('a.jsonl', '--rows', String(rows))
      assert.equal(summary.rows, rows)
      assert.equal(readFileSync(join(folder, 'a.jsonl'), 'utf8').split('\n').length - 1, rows)
    }
  })

  it('never starts with a duplicate', () => {
    const pools = readTextPools({ withShared: false })
    for (let seed = 0; seed < 200; seed += 1) {
      const [{ traits }] = corpusRows({ rows: 1, variant: 'mixed', seed, pools })
      assert.ok(!traits.includes('duplicate'))
    }
  })

  function generate(name, ...args) {
    const script = fileURLToPath(new URL('generate-corpus.mjs', import.meta.url))
    const { status, stdout, stderr } = spawnSync(
      execPath,
      [script, '--rows', String(ROWS), '--out', join(folder, name), ...args],
      { encoding: 'utf8' },
    )
    assert.equal(status, 0, stderr)
    return JSON.parse(stdout)
  }

  function rowsOf(name) {
    return readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').map(JSON.parse)
  }
})

/** Within four standard deviations at this number of rows. */
function assertShare(actual, expected, name) {
  const tolerance = 4 * Math.sqrt((expected * (1 - expected)) / ROWS)
  assert.ok(Math.abs(actual - expected) <= tolerance, `${name}: ${actual}, not ${expected}`)
}

/** The full job on parsed rows, in a few lines. */
function keptContents(rows) {
  const valid = rows.filter(
    ({ question, answer, quality }) =>
      typeof answer === 'string' && question.length >= 10 && typeof quality.score === 'number',
  )
  const inBounds = valid.filter(({ answer }) => {
    const length = [...answer].length
    return length >= ANSWER_BOUNDS.min && length <= ANSWER_BOUNDS.max
  })
  return new Set(
    inBounds.map(({ question, context, answer }) => JSON.stringify([question, context, answer])),
  )
}
