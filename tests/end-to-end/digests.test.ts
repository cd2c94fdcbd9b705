import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { CompareOutput } from '#loradex/cli/outputs/report-output.js'
import { readData, type DataFacts } from '#loradex/provenance/index.js'
import { passing as recipe } from '../provenance/release-facts.js'
import { writeTinyAdapter } from '../provenance/tiny-adapter.js'
import { exportIn, inFolder, jsonLines, type Exported } from './in-folder.js'
import { runLoradex } from './run-loradex.js'

const LEAF_BYTES = 1024 * 1024

/** Shards of more than one leaf, where the tree hash is another one than the SHA-256. */
const content = {
  files: {
    'faq.jsonl': jsonLines(
      Array.from({ length: 3000 }, (_, id) => ({
        question: `What is ${id % 2900}?`,
        answer: `It is the number ${id % 2900}, and ${'so on '.repeat(120)}.`,
      })),
    ),
  },
  recipe,
}

const plainToo = ['--set', 'output.digests=sha256']

function filesOf({ manifest }: Pick<Exported | DataFacts, 'manifest'>) {
  return [...manifest.shards, ...manifest.rejects]
}

async function changeByte(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.write('#', 9)
  await file.close()
}

describe('output.digests', () => {
  it('is tree unless said otherwise; with sha256 the plain one stands beside it', async () => {
    await inFolder(content, async (cwd) => {
      const tree = await exportIn(cwd)
      const both = await exportIn(cwd, { args: plainToo, target: 'both' })
      const trees = filesOf(tree).map(({ sha256_tree }) => sha256_tree)
      assert.deepEqual(
        filesOf(both).map(({ sha256_tree }) => sha256_tree),
        trees,
      )
      assert.ok(tree.manifest.shards.some(({ bytes }) => bytes > LEAF_BYTES))
      for (const shard of filesOf(tree)) assert.ok(!('sha256' in shard))
      for (const { file, bytes, sha256, sha256_tree } of filesOf(both)) {
        const written = await readFile(join(cwd, 'both', file))
        assert.equal(sha256, createHash('sha256').update(written).digest('hex'))
        assert.equal(sha256 === sha256_tree, bytes <= LEAF_BYTES)
      }
      const { stdout } = await runLoradex(['report', '--compare', 'out', 'both', '--json'], { cwd })
      const compared = JSON.parse(stdout) as CompareOutput
      assert.deepEqual([compared.compared_by, compared.same_data], ['digests', true])
      assert.deepEqual(
        compared.recipe.map(({ path, after }) => [path, after]),
        [['output.digests', 'sha256']],
      )
    })
  })

  it('makes no difference to what lineage and documents call the files', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      const both = await exportIn(cwd, { args: plainToo, target: 'both' })
      const plain = filesOf(both).map(({ file, sha256 }) => [file, sha256])
      const data = await readData(join(cwd, 'out'))
      assert.deepEqual(
        filesOf(data).map(({ file, sha256 }) => [file, sha256]),
        plain,
      )
      const { exitCode, stderr } = await runLoradex(['document', 'out'], { cwd })
      assert.equal(exitCode, 0, stderr)
      const croissant = await readFile(join(cwd, 'out/croissant.json'), 'utf8')
      for (const { sha256 = '' } of both.manifest.shards) assert.ok(croissant.includes(sha256))
    })
  })

  it('lets nobody name a shard that is damaged or missing, and writes nothing then', async () => {
    await inFolder(content, async (cwd) => {
      const { manifest } = await exportIn(cwd)
      await writeTinyAdapter(join(cwd, 'adapter'))
      const listing = async () => (await readdir(cwd, { recursive: true })).toSorted()
      const shard = join(cwd, 'out', manifest.shards[0]?.file ?? '')
      for (const [spoil, said] of [
        [
          changeByte,
          /expected train\S+ in out to be what the manifest lists, saw another SHA-256/u,
        ],
        [rm, /expected train\S+ in out, saw nothing of that name/u],
      ] as const) {
        await spoil(shard)
        const before = await listing()
        for (const args of [
          ['document', 'out'],
          ['release', 'adapter', '--export', 'out', '--version', '1.2.0', '--dry-run'],
          ['lineage', 'show', 'out'],
          ['lineage', 'graph', 'out'],
          ['lineage', 'add', 'adapter', '--export', 'out'],
        ]) {
          const { exitCode, stderr } = await runLoradex(args, { cwd })
          assert.equal(exitCode, 7, String(args))
          assert.match(stderr, /^error export\.damaged: /u)
          assert.match(stderr, said)
        }
        assert.deepEqual(await listing(), before)
      }
    })
  })

  it('is read no further once a signal asks for an end, and nothing is written then', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      await exportIn(cwd, { args: plainToo, target: 'both' })
      const signal = AbortSignal.abort(new DOMException('SIGTERM', 'AbortError'))
      const listing = async () => (await readdir(cwd, { recursive: true })).toSorted()
      const before = await listing()
      for (const folder of ['out', 'both']) {
        for (const args of [
          ['document', folder],
          ['lineage', 'show', folder],
        ]) {
          const { exitCode, stdout } = await runLoradex(args, { cwd, signal })
          assert.deepEqual([exitCode, stdout], [143, ''], String(args))
        }
      }
      assert.deepEqual(await listing(), before)
    })
  })

  it('may be what an earlier version wrote: the plain one alone, which no tree is compared with', async () => {
    await inFolder(content, async (cwd) => {
      await exportIn(cwd)
      await exportIn(cwd, { args: plainToo, target: 'earlier' })
      for (const name of ['manifest.json', 'report.json']) {
        const path = join(cwd, 'earlier', name)
        const text = await readFile(path, 'utf8')
        await writeFile(path, text.replaceAll(/\s*"sha256_tree": "[0-9a-f]{64}",/gu, ''))
      }
      const compare = async (other: string): Promise<readonly unknown[]> => {
        const args = ['report', '--compare', 'earlier', other, '--json']
        const { stdout } = await runLoradex(args, { cwd })
        const { compared_by, same_data } = JSON.parse(stdout) as CompareOutput
        return [compared_by, same_data]
      }
      assert.deepEqual(await compare('out'), ['sizes', true])
      assert.deepEqual(await compare('earlier'), ['digests', true])
    })
  })
})
