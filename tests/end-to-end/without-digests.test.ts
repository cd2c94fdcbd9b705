import assert from 'node:assert/strict'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { CompareOutput } from '#loradex/cli/outputs/report-output.js'
import { readData } from '#loradex/provenance/index.js'
import { factsIn, files, passing as recipe } from '../provenance/release-facts.js'
import { visitingFolder } from '../explore/visit.js'
import { exportIn, inFolder, jsonLines } from './in-folder.js'
import { digestsOf } from './read-export.js'
import { runLoradex } from './run-loradex.js'

function shardsIn(digests: Readonly<Record<string, string>>): readonly [string, string][] {
  return Object.entries(digests).filter(([name]) => name.endsWith('.jsonl'))
}

const none = ['--set', 'output.digests=none']

describe('an export with output.digests: none', () => {
  const many = jsonLines(
    Array.from({ length: 3000 }, (_, id) => ({
      question: `What is ${id % 2900}?`,
      answer: `It is the number ${id % 2900}, and ${'so on '.repeat(id % 9)}.`,
    })),
  )
  const content = {
    files: Object.fromEntries([1, 2, 3, 4, 5].map((file) => [`${file}.jsonl`, many])),
    recipe: {
      source: { type: 'jsonl', path: '*.jsonl' },
      quality_metrics: { enable_metrics: true, track_per_sample: true },
      output: { shard_bytes: 100_000 },
    },
  }

  it('has the same shards, however many threads make it, and says that nothing tells of a change', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      const expected = shardsIn(await digestsOf(join(cwd, 'out')))
      for (const workers of ['1', '2']) {
        const target = `plain-${workers}`
        const { manifest, report, stderr } = await exportIn(cwd, {
          args: [...none, '--workers', workers],
          target,
        })
        assert.ok(manifest.shards.length > 2 && manifest.per_sample.length > 0)
        assert.deepEqual([manifest.digests, report.digests], ['none', 'none'])
        assert.match(stderr, /^ {2}inputs and shards have no digests: not verifiable by digest$/mu)
        assert.deepEqual(shardsIn(await digestsOf(join(cwd, target))), expected)
      }
      for (const name of ['manifest.json', 'report.json']) {
        const text = await readFile(join(cwd, 'plain-2', name), 'utf8')
        assert.doesNotMatch(text, /sha256(?:_tree)?"/u)
      }
      const page = await readFile(join(cwd, 'plain-2/report.html'), 'utf8')
      assert.match(
        page,
        /Inputs and files have no digests: this export is not verifiable by digest/u,
      )
      assert.deepEqual(await digestsOf(join(cwd, 'plain-1')), await digestsOf(join(cwd, 'plain-2')))
    })
  })

  it('is compared by sizes and counts', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      const compare = async (other: string): Promise<CompareOutput & { readonly text: string }> => {
        const args = ['report', '--compare', 'out', other]
        const { stdout: text } = await runLoradex(args, { cwd })
        const { stdout } = await runLoradex([...args, '--json', '-o', 'page.html'], { cwd })
        return { ...(JSON.parse(stdout) as CompareOutput), text }
      }
      await exportIn(cwd)
      await exportIn(cwd, { args: none, target: 'plain' })
      const same = await compare('plain')
      assert.deepEqual([same.compared_by, same.same_data, same.inputs], ['sizes', true, []])
      assert.match(same.text, /^The samples are as many, of the same size\.$/mu)
      assert.match(
        same.text,
        /^Without digests that both have, nothing tells whether bytes differ\.$/mu,
      )
      assert.doesNotMatch(await readFile(join(cwd, 'page.html'), 'utf8'), /gave the same bytes/u)

      await writeFile(join(cwd, 'faq.jsonl'), (files['faq.jsonl'] ?? '').replace('fjord', 'fiords'))
      await exportIn(cwd, { args: none, target: 'other' })
      const larger = await compare('other')
      assert.deepEqual([larger.same_data, larger.same_rejects, larger.inputs], [false, true, []])

      await writeFile(join(cwd, 'faq.jsonl'), (files['faq.jsonl'] ?? '').split('\n')[0] ?? '')
      await exportIn(cwd, { args: none, target: 'fewer' })
      const [input] = (await compare('fewer')).inputs
      assert.deepEqual([input?.before?.records, input?.after], [5, { records: 1 }])
    })
  })

  it('is refused by all that names inputs and shards by their digests, which write nothing', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      await factsIn(cwd, 0)
      await exportIn(cwd, { args: none, target: 'plain' })
      const listing = async () => (await readdir(cwd, { recursive: true })).toSorted()
      const before = await listing()
      const release = ['release', 'adapter', '--export', 'plain', '--version', '1.2.0']
      const append = ['export', '--out', 'appended', '--append', ...none]
      for (const args of [
        ['document', 'plain'],
        [...release, '--dry-run'],
        ['lineage', 'show', 'plain'],
        ['lineage', 'show', 'adapter', '--export', 'plain'],
        ['lineage', 'graph', 'plain'],
        ['lineage', 'add', 'adapter', '--export', 'plain'],
        append,
        [...append, '--force'],
        [...append, '--dry-run'],
      ]) {
        const { exitCode, stderr } = await runLoradex(args, { cwd })
        assert.match(
          stderr,
          /^error export\.without-digests: (?:plain|.*appended): /mu,
          String(args),
        )
        assert.match(stderr, /^hint: .*output\.digests: tree or sha256/mu)
        assert.equal(exitCode, 2)
      }
      assert.deepEqual(await listing(), before)
      await assert.rejects(readData(join(cwd, 'plain')), { code: 'export.without-digests' })
    })
  })

  it('can be looked at, which says what cannot be known', async () => {
    await inFolder({ files, recipe: { ...recipe, output: { digests: 'none' } } }, async (cwd) => {
      await exportIn(cwd)
      await visitingFolder(cwd, async ({ read }) => {
        assert.match(
          await read('/'),
          /All sizes and line counts are those of the manifest\. It has no/u,
        )
        assert.match(await read('/samples/train/1'), /nothing tells whether the input still is/u)
      })
    })
  })
})
