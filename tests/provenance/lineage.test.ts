import assert from 'node:assert/strict'
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
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
import { inFolder, jsonLines } from '../end-to-end/in-folder.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { keyPair } from '../signing/signed-folder.js'
import { factsIn, files, passing, recipe } from './release-facts.js'

const atoll = '{"question":"What is an atoll?","id":2,"answer":"A ring of coral around a lagoon."}'

interface Found {
  readonly sightings: readonly {
    readonly at: string
    readonly outcome: string
    readonly kept?: string
    readonly copies: readonly string[]
    readonly split: string | null
    readonly adapters: readonly { readonly name: string }[]
    readonly held_out_from: readonly { readonly name: string }[]
  }[]
}

async function find(cwd: string, record: string): Promise<Found['sightings']> {
  const { stdout } = await runLoradex(['lineage', 'find', record, '--json'], { cwd })
  return (JSON.parse(stdout) as Found).sightings
}

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
      for (const row of ['train:4', 'train:0', 'test:1', 'train']) {
        const { exitCode, stderr } = await runLoradex([...show, '--row', row], { cwd })
        assert.equal(exitCode, 5)
        assert.match(stderr, /lineage\.source-gone/u)
      }
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

describe('the index of records', () => {
  it('tells records that were held out from those that were trained on', async () => {
    const rows = Array.from({ length: 30 }, (_, id) => ({
      id,
      question: `Question number ${id}?`,
      answer: `The answer to question number ${id}.`,
    }))
    const copies = rows.map((row) => ({ ...row, id: row.id + 100 }))
    const many = { 'faq.jsonl': jsonLines([...rows, ...copies]) }
    const split = { key: 'question', ratios: { train: 0.6, test: 0.4 } }
    await inFolder({ files: many, recipe: { ...recipe, split } }, async (cwd) => {
      await factsIn(cwd)
      await runLoradex(['lineage', 'add', 'adapter', '--export', 'out'], { cwd })
      const samples = await readFile(join(cwd, 'out', 'test-00000-of-00001.jsonl'), 'utf8')
      const seen = { train: 0, test: 0 }
      for (const record of [...rows, ...copies]) {
        const [sighting, ...more] = await find(cwd, JSON.stringify(record))
        assert.ok(sighting && more.length === 0)
        const isTest = samples.includes(record.answer)
        seen[isTest ? 'test' : 'train'] += 1
        assert.equal(sighting.split, isTest ? 'test' : 'train')
        assert.equal(sighting.outcome, record.id < 100 ? 'emitted' : 'duplicate')
        const names = [sighting.adapters, sighting.held_out_from].map((nodes) =>
          nodes.map(({ name }) => name),
        )
        assert.deepEqual(names, isTest ? [[], ['geo-qa@1.2.0']] : [['geo-qa@1.2.0'], []])
      }
      assert.ok(seen.train >= 20 && seen.test >= 10, JSON.stringify(seen))
      const held = rows.find(({ answer }) => samples.includes(answer))
      const { stdout } = await runLoradex(['lineage', 'find', JSON.stringify(held)], { cwd })
      assert.match(stdout, /^ {2}held out in test, not trained on by geo-qa@1\.2\.0 /mu)
    })
  })

  it('says which adapters saw a record, and duplicates of it', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      await factsIn(cwd)
      const add = ['lineage', 'add', 'adapter', '--export', 'out']
      assert.equal((await runLoradex(add, { cwd })).exitCode, 0)
      const adapters = ['geo-qa@1.2.0']
      const names = async (record: string) =>
        (await find(cwd, record)).map(({ at, outcome, kept = '', copies, adapters: by }) => ({
          at,
          outcome,
          kept,
          copies,
          adapters: by.map(({ name }) => name),
        }))
      const copies = ['faq.jsonl:3']
      assert.deepEqual(await names(atoll), [
        { at: 'faq.jsonl:2', outcome: 'emitted', kept: '', copies, adapters },
      ])
      // The other record with the same content was dropped for it.
      assert.deepEqual(await names(atoll.replace('2', '3')), [
        { at: 'faq.jsonl:3', outcome: 'duplicate', kept: 'faq.jsonl:2', copies: [], adapters },
      ])
      const dropped = await names('{"id":5,"question":"What?","answer":""}')
      assert.deepEqual(dropped[0]?.adapters, [])
      assert.notEqual(dropped[0]?.outcome, 'emitted')
      assert.deepEqual(await names('{"id":6}'), [])
      assert.deepEqual(await names('no JSON'), [])

      // Adding it again changes nothing, and an adapter that went on from it is found, too.
      await runLoradex(add, { cwd })
      const metadata = join(cwd, 'adapter', 'adapter_metadata.json')
      const text = await readFile(metadata, 'utf8')
      const child = text.replace('geo-qa@1.1.0', 'geo-qa@1.2.0').replace('"1.2.0"', '"1.3.0"')
      await mkdir(join(cwd, 'child'))
      await writeFile(join(cwd, 'child', 'adapter_metadata.json'), child)
      await writeFile(join(cwd, 'child', 'adapter_config.json'), '{"peft_type":"LORA"}')
      const other = {
        files: { 'other.jsonl': '{"question":"a","answer":"another answer, of some length"}\n' },
      }
      await writeFile(join(cwd, 'other.jsonl'), other.files['other.jsonl'])
      await runLoradex(
        ['export', '--out', 'next', '--set', 'source.path=other.jsonl', '--set', 'gates={}'],
        { cwd },
      )
      await runLoradex(['lineage', 'add', 'child', '--export', 'next'], { cwd })
      assert.deepEqual((await names(atoll))[0]?.adapters, ['geo-qa@1.2.0', 'geo-qa@1.3.0'])
      assert.equal((await readdir(join(cwd, 'lineage', 'graphs'))).length, 2)
    })
  })

  it('is made of the source as it was, and of no other', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      await factsIn(cwd)
      const add = ['lineage', 'add', 'adapter', '--export', 'out']
      await appendFile(join(cwd, 'faq.jsonl'), '{"question":"new"}\n')
      const whole = await runLoradex(add, { cwd })
      await writeFile(
        join(cwd, 'faq.jsonl'),
        (await readFile(join(cwd, 'faq.jsonl'), 'utf8')).replace('fjord', 'fiord'),
      )
      const changed = await runLoradex(add, { cwd })
      await rename(join(cwd, 'faq.jsonl'), join(cwd, 'gone.jsonl'))
      const gone = await runLoradex(add, { cwd })
      assert.deepEqual([whole.exitCode, changed.exitCode, gone.exitCode], [5, 5, 5])
      assert.match(gone.stderr, /faq\.jsonl: expected the source .* saw nothing of that name/u)
    })
  })

  it('is refused when it is damaged', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      await factsIn(cwd)
      await runLoradex(['lineage', 'add', 'adapter', '--export', 'out'], { cwd })
      const folder = join(cwd, 'lineage', 'records')
      const [name = ''] = await readdir(folder)
      const whole = await readFile(join(folder, name))
      for (const bytes of [whole.subarray(0, -1), whole.subarray(1), Buffer.alloc(0)]) {
        await writeFile(join(folder, name), bytes)
        const { exitCode, stderr } = await runLoradex(['lineage', 'find', atoll], { cwd })
        assert.equal(exitCode, 2)
        assert.match(stderr, /lineage\.unreadable/u)
      }
    })
  })
})

describe('a look-up among many records', () => {
  it('reads no more than a few entries', async () => {
    const many = Array.from({ length: 20_000 }, (_, id) => ({
      question: `What is ${id}?`,
      answer: `A number, and its name is ${id}.`,
    }))
    const large = { 'faq.jsonl': many.map((one) => `${JSON.stringify(one)}\n`).join('') }
    await inFolder({ files: large, recipe: { ...recipe, gates: {} } }, async (cwd) => {
      assert.equal((await runLoradex(['export'], { cwd })).exitCode, 0)
      assert.equal(
        (await runLoradex(['lineage', 'add', 'out', '--export', 'out'], { cwd })).exitCode,
        0,
      )
      for (const [index, record] of many.entries()) {
        if (index % 3000 !== 0) continue
        const [seen] = await find(cwd, JSON.stringify(record))
        assert.deepEqual([seen?.at, seen?.outcome], [`faq.jsonl:${index + 1}`, 'emitted'])
      }
    })
  })
})

describe('errors of lineage', () => {
  it('are known ones', async () => {
    await assert.rejects(
      readLineage('/nowhere/lineage.json'),
      (error) => isLoradexError(error) && error.code === 'lineage.unreadable',
    )
  })
})
