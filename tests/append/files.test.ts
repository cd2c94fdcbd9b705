import assert from 'node:assert/strict'
import { appendFile, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { assertPublished } from '#tools/published-schema.mjs'
import { inFolder, jsonLines } from '../end-to-end/in-folder.js'
import { digestsOf, readExport } from '../end-to-end/read-export.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { createChance, type Chance } from '../lanes/chance.js'
import { append, appended, assertAsWhole, refused } from './appended-export.js'

const recipe = {
  source: { type: 'jsonl', path: 'in.jsonl' },
  metadata: { metadata_fields: ['topic'] },
  weighting: { enable_weights: true, weight_field: 'weight' },
  quality: { min_text_length: 6, skip_duplicates: true },
  quality_metrics: { enable_metrics: true, track_per_sample: true },
  structured_gen: { enable_schema_validation: true, json_schema: { required: ['output'] } },
  split: { key: 'question', ratios: { train: 0.7, test: 0.3 } },
  report: { sample_rows: 20, reject_rows: 20 },
}

/** Some come again, some are too short, some are no JSON. */
function linesFrom(chance: Chance, count: number): string {
  return Array.from({ length: count }, () => {
    const number = chance.below(200)
    if (number < 5) return '{"question":\n'
    const answer = number < 20 ? 'no' : `It is number ${'x'.repeat(number % 9)}${number}.`
    const record = {
      question: `What is ${number}?`,
      answer,
      topic: `t${number % 3}`,
      weight: 0.1 * number,
    }
    return `${JSON.stringify(record)}\n`
  }).join('')
}

function withInput(
  text: string | Uint8Array,
  more: object,
  use: (folder: string, path: string) => Promise<void>,
): Promise<void> {
  return inFolder({ files: { 'in.jsonl': text }, recipe: { ...recipe, ...more } }, (folder) =>
    use(folder, join(folder, 'in.jsonl')),
  )
}

describe('appending the lines that a file has got', () => {
  for (const [compression, appends] of [
    ['none', 4],
    ['gzip', 1],
    ['zstd', 1],
  ] as const) {
    it(`comes to what one export of all would: ${compression}`, () => {
      const chance = createChance(1)
      const output = { shard_bytes: 3000, compression }
      return withInput(linesFrom(chance, 80), { output }, async (folder, path) => {
        await appended(folder)
        await assertAsWhole(folder)
        for (let times = 0; times < appends; times += 1) {
          await appendFile(path, linesFrom(chance, 1 + chance.below(120)))
          await appended(folder)
          await assertAsWhole(folder)
        }
      })
    })
  }

  it('drops what an earlier export has, and says where that was', () => {
    const question = jsonLines([{ question: 'What is it?', answer: 'It is a thing.' }])
    return withInput(question, {}, async (folder, path) => {
      await appended(folder)
      await appendFile(path, question)
      const { rejects, manifest } = await appended(folder)
      assert.deepEqual(
        rejects.map(({ at, kept }) => [at, kept]),
        [['in.jsonl:2', 'in.jsonl:1']],
      )
      assert.deepEqual(manifest.counts, { read: 2, emitted: 1, dropped: { duplicate: 1 } })
    })
  })

  it('goes through the object lane as through the other', () => {
    const chance = createChance(2)
    const more = { dedup: { normalize: 'fold' } }
    return withInput(linesFrom(chance, 80), more, async (folder, path) => {
      await appended(folder)
      await appendFile(path, linesFrom(chance, 80))
      await appended(folder)
      await assertAsWhole(folder)
    })
  })

  it('begins behind a last line that had no end, as soon as it has one', () =>
    withInput(linesFrom(createChance(3), 30).trimEnd(), {}, async (folder, path) => {
      await appended(folder)
      await appendFile(path, `\n${linesFrom(createChance(4), 30)}`)
      await appended(folder)
      await assertAsWhole(folder)
    }))

  it('refuses a last line that goes on', () =>
    withInput('{"question":"What is it?","answer":"It', {}, async (folder, path) => {
      await appended(folder)
      await appendFile(path, ' is a thing."}\n')
      await refused(folder, /saw in\.jsonl: a last line that had no end, and goes on\n/u)
    }))

  it('refuses a file whose beginning has changed, or that is shorter or gone', () =>
    withInput(linesFrom(createChance(5), 30), {}, async (folder, path) => {
      await appended(folder)
      const text = await readFile(path, 'utf8')
      await writeFile(path, `${text.replace('What', 'Whet')}${text}`)
      await refused(
        folder,
        /^error export\.plan-changed: out: .*saw in\.jsonl: bytes 0 to \d+ other/mu,
      )
      await truncate(path, 100)
      await refused(folder, /saw in\.jsonl: 100 bytes in place of \d+\n/u)
      await rm(path)
      await refused(folder, /^error source\.no-match: /mu)
      await writeFile(path, `${text}${linesFrom(createChance(6), 9)}`)
      await appended(folder)
      await assertAsWhole(folder)
    }))

  it('refuses a compressed file that is longer', () =>
    withInput(gzipSync(linesFrom(createChance(7), 9)), {}, async (folder, path) => {
      await appended(folder)
      await appendFile(path, gzipSync(linesFrom(createChance(8), 9)))
      await refused(folder, /saw in\.jsonl: compressed, and longer than it was\n/u)
    }))
})

describe('appending files that have come', () => {
  const more = { source: { type: 'jsonl', path: '*.jsonl' } }
  const inOrder = (line: string): string => line

  it('comes to the same where they come behind, with several threads too', () => {
    const chance = createChance(9)
    return withInput(linesFrom(chance, 50), more, async (folder) => {
      await appended(folder)
      for (const name of ['j', 'k', 'l', 'm', 'n']) {
        await writeFile(join(folder, `${name}.jsonl`), linesFrom(chance, 40))
      }
      await appended(folder, '--workers', '2')
      await assertAsWhole(folder)
    })
  })

  it('has the same samples where several have grown, and tells their lines', () => {
    const chance = createChance(10)
    return withInput(linesFrom(chance, 50), more, async (folder, path) => {
      await writeFile(join(folder, 'a.jsonl'), linesFrom(chance, 50))
      await appended(folder)
      await appendFile(join(folder, 'a.jsonl'), linesFrom(chance, 50))
      await appendFile(path, 'no JSON\n')
      const { allLines, rejects, manifest } = await appended(folder)
      assert.equal(rejects.at(-1)?.at, 'in.jsonl:51')
      assert.equal(manifest.source.inputs[0]?.records, 100)
      await runLoradex(['export', '--out', 'whole'], { cwd: folder })
      const whole = await readExport(join(folder, 'whole'))
      const content = (line: string): string =>
        inOrder(line.replace(/,"(?:weight|metadata)":.*/u, ''))
      assert.deepEqual(allLines.map(content).toSorted(), whole.allLines.map(content).toSorted())
    })
  })

  it('takes new arrays and refuses one that was changed', () => {
    const one = [{ question: 'What is one?', answer: 'It is a number.' }]
    const two = [{ question: 'What is two?', answer: 'It is a number, too.' }]
    return inFolder(
      {
        files: { 'a.json': JSON.stringify(one) },
        recipe: { source: { type: 'json', path: '*.json' } },
      },
      async (folder) => {
        await appended(folder)
        await writeFile(join(folder, 'b.json'), JSON.stringify(two))
        const { allLines } = await appended(folder)
        assert.equal(allLines.length, 2)
        await assertAsWhole(folder)
        await writeFile(join(folder, 'a.json'), JSON.stringify([...one, ...two]))
        await refused(folder, /saw a\.json: \d+ bytes in place of \d+\n/u)
      },
    )
  })
})

describe('appending the rows that a CSV file has got', () => {
  const rows = (from: number, count: number): string =>
    Array.from(
      { length: count },
      (_, index) => `What is ${from + index}?,"It is\n${from + index}."\r\n`,
    ).join('')

  function withRows(text: string, use: (folder: string, path: string) => Promise<void>) {
    const csv = { ...recipe, source: { type: 'csv', path: 'in.csv' } }
    return inFolder({ files: { 'in.csv': text }, recipe: csv }, (folder) =>
      use(folder, join(folder, 'in.csv')),
    )
  }

  it('reads them with the names of the first row, and tells their lines', () =>
    withRows(`question,answer\n${rows(0, 20)}`, async (folder, path) => {
      await appended(folder)
      for (const from of [20, 40]) {
        await appendFile(path, `${rows(from, 20)}ragged\n`)
        await appended(folder)
        await assertAsWhole(folder)
      }
    }))

  it('begins behind a last row that had no end, as soon as it has one', () =>
    withRows(`question,answer\n${rows(0, 20).trimEnd()}`, async (folder, path) => {
      await appended(folder)
      await appendFile(path, `\r\n${rows(20, 20)}`)
      await appended(folder)
      await assertAsWhole(folder)
    }))

  it('refuses rows that would belong to the last one', () =>
    withRows('question,answer\nWhat is it?,"It is\n', async (folder, path) => {
      await appended(folder)
      await appendFile(path, rows(0, 3))
      await refused(folder, /saw in\.csv: a last row whose quotes do not end\n/u)
    }))
})

describe('an export that is appended to', () => {
  const text = linesFrom(createChance(11), 30)

  it('stays as it is where nothing is new, and says so', () =>
    withInput(text, {}, async (folder, path) => {
      await appended(folder)
      const before = await digestsOf(join(folder, 'out'))
      await utimes(path, 1_000_000_000, 1_000_000_000)
      const { exitCode, stdout, stderr } = await append(folder, '--json')
      assert.equal(exitCode, 0, stderr)
      assert.match(stderr, /^nothing is new: out stays as it was, with \d+ samples$/mu)
      assertPublished('export-output', stdout)
      const { run, ...figures } = JSON.parse(stdout)
      assert.equal(run.appended_to.unchanged, true)
      assert.deepEqual(await digestsOf(join(folder, 'out')), before)
      const { excerpts: _excerpts, ...report } = JSON.parse(
        await readFile(join(folder, 'out', 'report.json'), 'utf8'),
      )
      assert.deepEqual(figures, report)
    }))

  it('is looked at by a dry run, which writes nothing', () =>
    withInput(text, {}, async (folder, path) => {
      await appended(folder)
      const before = await digestsOf(join(folder, 'out'))
      await appendFile(path, text)
      const { stdout } = await append(folder, '--dry-run', '--json')
      assertPublished('export-dry-run-output', stdout)
      const { read, emitted, appended_to } = JSON.parse(stdout)
      assert.deepEqual([read, emitted, appended_to.read], [30, 0, 30])
      assert.deepEqual(await digestsOf(join(folder, 'out')), before)
      const shown = await append(folder, '--dry-run')
      assert.match(
        shown.stdout,
        /^appends to \d+ samples of 30 records\nlooked at 30 records, 0 /mu,
      )
    }))

  it('has to have been made with --append', () =>
    withInput(text, {}, async (folder) => {
      await runLoradex(['export'], { cwd: folder })
      await refused(folder, /^error export\.not-appendable: out: /mu)
      const forced = await append(folder, '--force')
      assert.equal(forced.exitCode, 0, forced.stderr)
      const { manifest } = await readExport(join(folder, 'out'))
      assert.equal(manifest.predecessor, undefined)
      assert.match((await append(folder)).stderr, /^nothing is new/mu)
    }))

  it('has the manifest and shards of an export that is not', () =>
    withInput(text, {}, async (folder) => {
      await append(folder)
      await runLoradex(['export', '--out', 'whole'], { cwd: folder })
      const [seen, whole] = await Promise.all(
        ['out', 'whole'].map((name) => digestsOf(join(folder, name))),
      )
      const { 'append.state': _state, 'append.history': _history, ...rest } = seen ?? {}
      assert.deepEqual(rest, whole)
    }))

  it('is refused with another recipe, another lane, a limit, and from a source that cannot tell', () =>
    withInput(text, {}, async (folder) => {
      await appended(folder)
      await refused(
        folder,
        /saw quality\.min_text_length: 7 in place of 6\n/u,
        '--set',
        'quality.min_text_length=7',
      )
      await refused(folder, /saw --lane: object in place of auto\n/u, '--lane', 'object')
      await refused(folder, /^error usage\.invalid: --limit: /mu, '--limit', '3')
      const piped = await append(folder, '--out', 'piped', '--set', 'source={type: stdin}')
      assert.match(piped.stderr, /^error source\.not-appendable: stdin: /mu)
    }))

  it('is refused when something of it is not as it was', () =>
    withInput(text, {}, async (folder, path) => {
      await appended(folder)
      await appendFile(path, text)
      const target = join(folder, 'out')
      for (const name of ['append.state', 'append.history', 'manifest.json']) {
        const bytes = await readFile(join(target, name))
        await writeFile(
          join(target, name),
          Buffer.concat([bytes.subarray(0, -9), Buffer.from('123456789')]),
        )
        await refused(folder, /^error export\.damaged: out: /mu)
        await writeFile(join(target, name), bytes)
      }
      const shard = join(target, 'train-00000-of-00001.jsonl')
      const bytes = await readFile(shard)
      await truncate(shard, bytes.length - 1)
      await refused(
        folder,
        /^error export\.damaged: out: expected a shard \S+ of \d+ bytes, saw \d+ bytes$/mu,
      )
      await rm(shard)
      await refused(folder, /bytes, saw none$/mu)
      await writeFile(shard, bytes)
      await appended(folder)
    }))
})
