import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { assertPublished } from '#tools/published-schema.mjs'

interface Manifest {
  readonly counts: {
    readonly read: number
    readonly emitted: number
    readonly dropped: Readonly<Record<string, number>>
  }
  readonly shards: readonly { readonly records: number }[]
  readonly rejects: readonly { readonly records: number }[]
}

/** What becomes of each example, so that one which teaches a drop keeps teaching it. */
const expected: Readonly<Record<string, Manifest['counts']>> = {
  'custom-template': { read: 9, emitted: 8, dropped: { 'missing-field': 1 } },
  preferences: { read: 11, emitted: 10, dropped: { 'missing-field': 1 } },
  sqlite: { read: 8, emitted: 7, dropped: { 'text-too-short': 1 } },
  'support-chat': { read: 14, emitted: 12, dropped: { 'bad-messages': 1, duplicate: 1 } },
  wordnet: { read: 6000, emitted: 5921, dropped: { 'schema-violation': 79 } },
}

describe('the examples', () => {
  let folder = ''

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'examples-'))
  })
  after(() => {
    rmSync(folder, { recursive: true })
  })

  it('are those listed here', () => {
    const folders = readdirSync('examples').filter((name) => name !== 'README.md')
    assert.deepEqual(folders.toSorted(), Object.keys(expected))
  })

  for (const [example, counts] of Object.entries(expected)) {
    it(`${example} exports, and every record is accounted for`, () => {
      const source = join('examples', example)
      for (const maker of readdirSync(source).filter((name) => name.endsWith('.mjs'))) {
        assert.equal(runNode([join(source, maker)]).status, 0)
      }
      const out = join(folder, example)
      const { status, stderr } = runNode([
        'dist/bundle/main.cjs',
        'export',
        join(source, 'loradex.yaml'),
        '--out',
        out,
      ])
      assert.equal(status, 0, stderr)
      const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest
      assert.deepEqual(manifest.counts, counts)
      for (const name of ['manifest', 'report']) {
        assertPublished(name, readFileSync(join(out, `${name}.json`), 'utf8'))
      }
      if (example === 'wordnet') {
        const report: unknown = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))
        const page = readFileSync('docs/metrics.md', 'utf8')
        for (const [, figures = ''] of page.matchAll(/```json\n(.*?)```/gsu)) {
          assertWithin(report, JSON.parse(figures))
        }
      }
      assert.deepEqual(
        [recordsIn(manifest.shards), recordsIn(manifest.rejects)],
        [counts.emitted, counts.read - counts.emitted],
      )
    })
  }
})

/** Whether all that `part` says is in `whole`; a list may go on. */
function assertWithin(whole: unknown, part: unknown): void {
  if (typeof part !== 'object' || part === null) return assert.equal(whole, part)
  assert.ok(typeof whole === 'object' && whole !== null)
  const members = new Map<string, unknown>(Object.entries(whole))
  for (const [key, value] of Object.entries(part)) assertWithin(members.get(key), value)
}

function recordsIn(shards: Manifest['shards']): number {
  return shards.reduce((sum, { records }) => sum + records, 0)
}

function runNode(args: readonly string[]): {
  readonly status: number | null
  readonly stderr: string
} {
  return spawnSync(process.execPath, args, { encoding: 'utf8' })
}
