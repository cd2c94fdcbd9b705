import assert from 'node:assert/strict'
import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { inFolder, jsonLines } from '../end-to-end/in-folder.js'
import { readExport } from '../end-to-end/read-export.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { createChance } from '../lanes/chance.js'
import { appended, assertAsWhole, refused } from './appended-export.js'
import { content, linesFrom, rows, withInput, withRows } from './growing-input.js'

describe('appending the lines that a file has got', () => {
  for (const [compression, appends] of [
    ['none', 4],
    ['gzip', 1],
    ['zstd', 1],
  ] as const) {
    it(`comes to what one export of all would: ${compression}`, () => {
      const chance = createChance(1)
      const output = { shard_bytes: 3000, shard_records: 25, compression }
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

  it('keeps the level of compression, and refuses another one', () => {
    const chance = createChance(1)
    const output = { compression: 'zstd', compression_level: 1 }
    return withInput(linesFrom(chance, 80), { output }, async (folder, path) => {
      await appended(folder)
      await appendFile(path, linesFrom(chance, 80))
      const set = ['--set', 'output.compression_level=2']
      await refused(folder, /saw output\.compression_level: 2 in place of 1\n/u, ...set)
      await appended(folder)
      await assertAsWhole(folder)
    })
  })

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

  it('counts the lines of a file that had no rows yet', () =>
    withRows('\nquestion,answer', async (folder, path) => {
      await appended(folder)
      await appendFile(path, `\n${rows(0, 3)}ragged\n`)
      const { rejects } = await appended(folder)
      assert.equal(rejects.at(-1)?.at, 'in.csv:9')
      await assertAsWhole(folder)
    }))

  it('refuses rows that would belong to the last one', () =>
    withRows('question,answer\nWhat is it?,"It is\n', async (folder, path) => {
      await appended(folder)
      await appendFile(path, rows(0, 3))
      await refused(folder, /saw in\.csv: a last row whose quotes do not end\n/u)
    }))
})
