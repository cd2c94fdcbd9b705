import assert from 'node:assert/strict'
import { appendFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { isLoradexError } from '#loradex/kernel/error.js'
import { buildLineage } from '#loradex/provenance/index.js'
import { lineageGraph } from '#loradex/provenance/lineage/graph.js'
import { readLineage, writeLineage } from '#loradex/provenance/lineage/lineage-document.js'
import { lineageSvg } from '#loradex/provenance/lineage/lineage-picture.js'
import { lineageLines } from '#loradex/provenance/lineage/lineage-text.js'
import {
  lineageTree,
  rootsOf,
  type LineageBranch,
} from '#loradex/provenance/lineage/lineage-tree.js'
import { inFolder } from '../end-to-end/in-folder.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { keyPair } from '../signing/signed-folder.js'
import { atoll, find } from './find-record.js'
import { factsIn, files, passing, recipe } from './release-facts.js'

describe('the lineage of an adapter', () => {
  it('leads to the rows of the source in three steps', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      await factsIn(cwd)
      const show = ['lineage', 'show', 'adapter', '--export', 'out']
      const { stdout } = await runLoradex([...show, '--row', 'train:3'], { cwd })
      assert.deepEqual(
        stdout
          .trimEnd()
          .replaceAll(/ {2}sha256:\S+/gu, '')
          .split('\n'),
        [
          'adapter geo-qa@1.2.0',
          '  adapter geo-qa@1.1.0',
          '  base HuggingFaceTB/SmolLM2-135M-Instruct@12fd25f77366fa6b3b4b768ec3050bf629380bac',
          '  data geo | faq, 3 samples',
          '    source faq.jsonl, 5 records',
          '    row train:3 from faq.jsonl:4',
        ],
      )
      for (const [row, expected] of [
        ['train:4', 'from train:1 to train:3'],
        ['train:0', 'from train:1 to train:3'],
        ['test:1', 'in a split of the export'],
        ['train', 'as split:number'],
        ['train:-1', 'as split:number'],
        ['train:1.5', 'as split:number'],
      ]) {
        const shown = await runLoradex([...show, '--row', row ?? ''], { cwd })
        assert.deepEqual([shown.exitCode, shown.stdout], [2, ''])
        assert.ok(
          shown.stderr.startsWith(
            `error usage.invalid: expected --row ${expected}, saw ${row}\n` +
              'hint: Name one of train:1 to train:3.\n',
          ),
          shown.stderr,
        )
      }
    })
  })

  it('leads to rows of several splits only while the source is there', async () => {
    const split = { key: 'question', ratios: { train: 0.5, test: 0.5 } }
    await inFolder({ files, recipe: { ...recipe, split } }, async (cwd) => {
      await factsIn(cwd)
      const show = ['lineage', 'show', 'adapter', '--export', 'out', '--row', 'train:1']
      assert.match((await runLoradex(show, { cwd })).stdout, /row train:1 from faq\.jsonl:\d$/mu)
      await rm(join(cwd, 'faq.jsonl'))
      const { exitCode, stderr } = await runLoradex(show, { cwd })
      assert.equal(exitCode, 5)
      assert.match(stderr, /lineage\.source-gone: faq\.jsonl: .* saw one that cannot be read$/mu)
    })
  })

  it('is one graph, whatever the order of its parts, and no other one when anything differs', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      const facts = await factsIn(cwd)
      const graph = buildLineage(facts)
      assert.equal(buildLineage(facts).digest, graph.digest)
      const turned = lineageGraph(graph.nodes.toReversed(), graph.edges.toReversed())
      assert.equal(turned.digest, graph.digest)
      const { data } = facts
      const other = buildLineage({ ...facts, data: { ...data, manifestSha256: 'a'.repeat(64) } })
      assert.notEqual(other.digest, graph.digest)
      const ids = new Set(graph.nodes.map(({ id }) => id))
      for (const { from, to } of graph.edges) assert.ok(ids.has(from) && ids.has(to))

      const path = join(cwd, 'lineage.json')
      await writeFile(path, writeLineage(graph))
      assert.deepEqual(await readLineage(path), graph)
      await writeFile(path, writeLineage(graph).replace('geo-qa@1.2.0', 'geo-qa@1.2.1'))
      await assert.rejects(readLineage(path), /saw one that has changed/u)
    })
  })

  it('is of what is given, or refused', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await factsIn(cwd, 0)
      await keyPair(join(cwd, 'release.key'))
      const run = (line: string) => runLoradex(line.split(' '), { cwd })
      const release = 'release adapter --export out --version 1.2.0 --key release.key'
      assert.equal((await run(release)).exitCode, 0)
      const lines = ['lineage show adapter', 'lineage add adapter', 'lineage graph adapter']
      for (const line of lines) assert.equal((await run(`${line} --export out`)).exitCode, 0)
      assert.equal((await run('lineage show adapter')).exitCode, 0)

      await run('export --out out2 --set quality.skip_duplicates=false')
      for (const line of lines) {
        const { exitCode, stdout, stderr } = await run(`${line} --export out2`)
        assert.deepEqual([exitCode, stdout], [6, ''])
        assert.match(
          stderr,
          /lineage\.outdated: .* lineage of the export out2, saw that of another$/mu,
        )
      }
      await appendFile(join(cwd, 'adapter', 'adapter_model.safetensors'), 'x')
      for (const line of [...lines, 'lineage show adapter']) {
        const { exitCode, stderr } = await run(`${line} --export out`)
        assert.equal(exitCode, 6)
        assert.match(
          stderr,
          /lineage of the weights and configuration beside it, saw that of others$/mu,
        )
      }
      await rm(join(cwd, 'adapter', 'lineage.json'))
      assert.equal((await run('lineage add adapter --export out2')).exitCode, 0)
      const sightings = await find(cwd, atoll)
      const names = sightings.map(({ adapters }) => adapters.map(({ name }) => name))
      assert.deepEqual(names, [['geo-qa@1.2.0'], ['geo-qa@1.2.0']])
    })
  })

  it('is drawn as SVG that needs nothing, whatever names hold', async () => {
    const hostile = '<script>alert(1)</script>"&\u202e'
    const sources = Array.from({ length: 40 }, (_, index) => leaf(`part-${index}.jsonl`))
    const svg = lineageSvg({ ...leaf(hostile), from: sources })
    assert.doesNotMatch(svg, /<script|href|url\(|\u202e/u)
    assert.match(svg, /32 more/u)
    assert.equal([...lineageLines({ ...leaf('x'), from: sources })].length, 41)
    await inFolder({ files, recipe }, async (cwd) => {
      const graph = buildLineage(await factsIn(cwd))
      const [root] = rootsOf(graph)
      assert.equal(root?.kind, 'adapter')
      assert.equal(lineageTree(graph, root).from.length, 3)
      const { stdout } = await runLoradex(['lineage', 'graph', 'adapter', '--export', 'out'], {
        cwd,
      })
      assert.match(stdout, /^<\?xml.*<svg/su)
    })
  })

  it('ends, even when it goes round', () => {
    const nodes = ['a', 'b'].map((label) => ({
      ...leafNode(label),
      id: `sha256:${label.repeat(64)}`,
    }))
    const [first, second] = nodes
    assert.ok(first && second)
    const relation = 'wasDerivedFrom' as const
    const graph = lineageGraph(nodes, [
      { from: first.id, relation, to: second.id },
      { from: second.id, relation, to: first.id },
    ])
    assert.equal([...lineageLines(lineageTree(graph, first))].length, 2)
  })
})

function leaf(label: string): LineageBranch {
  return {
    node: { id: `sha256:${'0'.repeat(64)}`, type: 'entity', kind: 'source', label, facts: {} },
    from: [],
  }
}

function leafNode(label: string) {
  return { type: 'entity', kind: 'adapter', label, facts: {} } as const
}

describe('errors of lineage', () => {
  it('are known ones', async () => {
    await assert.rejects(
      readLineage('/nowhere/lineage.json'),
      (error) => isLoradexError(error) && error.code === 'lineage.unreadable',
    )
  })
})
