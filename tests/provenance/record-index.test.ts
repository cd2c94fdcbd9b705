import assert from 'node:assert/strict'
import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { inFolder, jsonLines } from '../end-to-end/in-folder.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { atoll, find } from './find-record.js'
import { factsIn, files, recipe } from './release-facts.js'

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

  it('is made of rejects as they were written', async () => {
    await inFolder({ files, recipe: { ...recipe, output: { digests: 'sha256' } } }, async (cwd) => {
      await factsIn(cwd)
      const names = await readdir(join(cwd, 'out'))
      const rejects = join(cwd, 'out', names.find((name) => name.startsWith('rejects')) ?? '')
      const text = await readFile(rejects, 'utf8')
      await writeFile(rejects, text.replace('faq.jsonl:3', 'faq.jsonl:4'))
      const { exitCode, stderr } = await runLoradex(
        ['lineage', 'add', 'adapter', '--export', 'out'],
        { cwd },
      )
      assert.equal(exitCode, 7)
      assert.match(stderr, /export\.damaged: expected rejects\S+ in out with the SHA-256/u)
    })
  })

  it('is refused when it is damaged, changed, or of an earlier version', async () => {
    const split = { key: 'question', ratios: { train: 0.5, test: 0.5 } }
    await inFolder({ files, recipe: { ...recipe, split } }, async (cwd) => {
      await factsIn(cwd)
      await runLoradex(['lineage', 'add', 'adapter', '--export', 'out'], { cwd })
      const folder = join(cwd, 'lineage', 'records')
      const [name = ''] = await readdir(folder)
      const whole = await readFile(join(folder, name))
      const turned = (before: string, after: string) =>
        Buffer.from(whole.toString('latin1').replace(before, after), 'latin1')
      const start = whole.indexOf('\n') + 1
      const cases: readonly (readonly [bytes: Uint8Array, seen: string])[] = [
        [Buffer.alloc(0), 'something else'],
        [whole.subarray(1), 'something else'],
        [whole.subarray(0, -1), 'one that has changed'],
        [Buffer.concat([whole, whole.subarray(-1)]), 'one that has changed'],
        [turned('"splits":["train","test"]', '"splits":["test","train"]'), 'one that has changed'],
        [turned('"format_version":2', '"format_version":1'), 'one of an earlier version'],
        // The last byte of an entry, of a copy, of the digest of the block, of that of all.
        ...[start + 35, start + 5 * 36 + 15, whole.length - 33, whole.length - 1].map((at) => {
          const bytes = Buffer.from(whole)
          bytes[at] = (bytes[at] ?? 0) ^ 1
          return [bytes, 'one that has changed'] as const
        }),
      ]
      for (const [bytes, seen] of cases) {
        assert.ok(!whole.equals(bytes))
        await writeFile(join(folder, name), bytes)
        const { exitCode, stderr } = await runLoradex(['lineage', 'find', atoll], { cwd })
        assert.equal(exitCode, 2)
        assert.match(stderr, new RegExp(`lineage\\.unreadable: .*, saw ${seen}$`, 'mu'))
      }
      await runLoradex(['lineage', 'add', 'adapter', '--export', 'out'], { cwd })
      assert.deepEqual(await readFile(join(folder, name)), whole)
    })
  })
})

describe('a look-up among many records', () => {
  it('finds them', async () => {
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
