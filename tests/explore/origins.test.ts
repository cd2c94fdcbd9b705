import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { sourceRecord } from '#loradex/explore/origins/source-record.js'
import { openSite, type Site } from '#loradex/explore/site.js'
import { exportIn, inFolder, type FolderContent } from '../end-to-end/in-folder.js'

const split = { key: 'question', ratios: { train: 0.6, validation: 0.2, test: 0.2 } }
const quality = { min_text_length: 3 }
const tracked = { quality_metrics: { enable_metrics: true, track_per_sample: true } }

/** Kept, too short, double and, where lines allow it, blank ones and such as are no JSON. */
function records(count: number, seed: number) {
  return Array.from({ length: count }, (_, n) => ({
    question: `question ${n % 7 === 6 ? seed + n - 3 : seed + n}`,
    answer: n % 5 === 4 ? 'no' : `answer ${n % 7 === 6 ? seed + n - 3 : seed + n}`,
    id: seed + n,
  }))
}

function lines(count: number, seed: number): string {
  return records(count, seed)
    .map((record, n) => {
      if (n % 11 === 10) return `\n${JSON.stringify(record)}\n`
      return n % 13 === 12 ? '{"broken\n' : `${JSON.stringify(record)}\r\n`
    })
    .join('')
}

function csv(count: number, seed: number): string {
  const rows = records(count, seed).map(
    ({ question, answer, id }) => `${question},"${answer}\n",${id}`,
  )
  return `question,answer,id\n${rows.join('\n')}\n`
}

interface Case {
  readonly source: object
  readonly files: Readonly<Record<string, string | Uint8Array>>
}

const cases: Readonly<Record<string, Case>> = {
  'lines of two files': {
    source: { type: 'jsonl', path: ['a.jsonl', 'b.jsonl'] },
    files: { 'a.jsonl': lines(200, 0), 'b.jsonl': lines(150, 1000) },
  },
  'compressed lines': {
    source: { type: 'jsonl', path: '*.gz' },
    files: { 'a.jsonl.gz': gzipSync(lines(200, 0)), 'b.jsonl.gz': gzipSync(lines(3, 1000)) },
  },
  'a JSON array': {
    source: { type: 'json', path: 'a.json' },
    files: { 'a.json': JSON.stringify(records(200, 0)) },
  },
  'CSV with rows of several lines': {
    source: { type: 'csv', path: 'a.csv' },
    files: { 'a.csv': csv(200, 0) },
  },
  'a file without records': {
    source: { type: 'jsonl', path: ['a.jsonl', 'b.jsonl'] },
    files: { 'a.jsonl': '\n\n', 'b.jsonl': lines(50, 0) },
  },
}

async function withSite(folder: string, use: (site: Site) => Promise<void>): Promise<void> {
  const site = await openSite(join(folder, 'out'), { name: 'out' })
  try {
    await site.explorer.indexed
    await use(site)
  } finally {
    await site.close()
  }
}

function contentOf(file: FolderContent['files'], recipe: object): FolderContent {
  return { ...(file && { files: file }), recipe }
}

/** Where each sample comes from, as the export itself tracked it. */
async function trackedPlaces(content: FolderContent): Promise<readonly string[]> {
  const recipe = { ...(content.recipe as object), ...tracked }
  return inFolder({ ...content, recipe }, async (folder) => {
    await exportIn(folder)
    const places: string[] = []
    await withSite(folder, async ({ explorer, origins }) => {
      for (let row = 0; row < explorer.samples.total; row += 1) {
        const origin = await origins.originOf(row)
        assert.ok('input' in origin)
        places.push(`${origin.input}:${origin.line}`)
        assert.equal(await origins.rowAt(origin), row)
      }
    })
    return places
  })
}

describe('sampleOrigins', () => {
  for (const [name, { source, files }] of Object.entries(cases)) {
    for (const recipe of [
      { source, quality },
      { source, quality, split },
    ]) {
      const splits = 'split' in recipe ? 'three splits' : 'one split'
      it(`finds the records of ${name} in ${splits}, tracked or not`, async () => {
        const content = contentOf(files, recipe)
        const places = await trackedPlaces(content)
        assert.ok(places.length > 20)
        await inFolder(content, async (folder) => {
          await exportIn(folder)
          await withSite(folder, async ({ explorer, origins, sources }) => {
            assert.equal(explorer.perSample, undefined)
            for (const [row, place] of places.entries()) {
              const origin = await origins.originOf(row)
              assert.ok('input' in origin)
              assert.deepEqual([`${origin.input}:${origin.line}`, origin.unit], [place, 'line'])
              assert.equal(await origins.rowAt(origin), row)
              const [sample] = await explorer.samples.read([row], 1000)
              const record = await sourceRecord(sources, { ...origin, mostBytes: 1000 })
              assert.ok('bytes' in record && record.input === 'unchanged')
              const { question } = JSON.parse(Buffer.from(record.bytes).toString()) as {
                question: string
              }
              const { instruction } = JSON.parse(String(sample?.bytes)) as { instruction: string }
              assert.equal(instruction, question)
            }
          })
        })
      })
    }
  }

  const recipe = { source: { type: 'jsonl', path: 'a.jsonl' }, quality }
  const files = { 'a.jsonl': lines(100, 0) }

  it('knows what an export with --limit has read', async () => {
    await inFolder({ files, recipe: { ...recipe, split } }, async (folder) => {
      await exportIn(folder, { args: ['--limit', '50'] })
      await withSite(folder, async ({ origins, sources }) => {
        const origin = await origins.originOf(0)
        assert.ok('input' in origin)
        assert.equal(sources.stateOf('a.jsonl'), 'unchanged')
      })
    })
  })

  it('tells only the number of the record when the file is gone', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      await exportIn(folder)
      await writeFile(join(folder, 'a.jsonl'), '')
      await withSite(folder, async ({ origins, sources }) => {
        assert.deepEqual(await origins.originOf(4), { input: 'a.jsonl', line: 6, unit: 'record' })
        const record = await sourceRecord(sources, { input: 'a.jsonl', line: 6, mostBytes: 99 })
        assert.deepEqual(record, { absent: 'changed' })
      })
    })
  })

  it('does not guess among several splits when the file has changed', async () => {
    await inFolder({ files, recipe: { ...recipe, split } }, async (folder) => {
      await exportIn(folder)
      await appendFile(join(folder, 'a.jsonl'), '{"question":"new","answer":"answer"}\n')
      await withSite(folder, async ({ origins, sources }) => {
        assert.deepEqual(await origins.originOf(0), { unknown: 'several-splits' })
        assert.equal(sources.stateOf('a.jsonl'), 'changed')
      })
    })
  })

  it('finds the records of an export without digests, and says that nothing tells a change', async () => {
    const plain = { ...recipe, split, output: { digests: 'none' } }
    const places = await trackedPlaces({ files, recipe: plain })
    await inFolder({ files, recipe: plain }, async (folder) => {
      await exportIn(folder)
      await appendFile(join(folder, 'a.jsonl'), '{"question":"new","answer":"answer"}\n')
      await withSite(folder, async ({ explorer, origins, sources }) => {
        assert.deepEqual(explorer.progress().problems, [])
        for (const [row, place] of places.entries()) {
          const origin = await origins.originOf(row)
          assert.ok('input' in origin)
          assert.equal(`${origin.input}:${origin.line}`, place)
          const record = await sourceRecord(sources, { ...origin, mostBytes: 1000 })
          assert.ok('bytes' in record && record.input === 'unverified')
        }
        assert.equal(sources.stateOf('a.jsonl'), 'unverified')
      })
      await writeFile(join(folder, 'a.jsonl'), lines(50, 0))
      await withSite(folder, async ({ origins, sources }) => {
        assert.deepEqual(await origins.originOf(0), { unknown: 'several-splits' })
        assert.equal(sources.stateOf('a.jsonl'), 'changed')
      })
    })
  })

  it('looks for files where it is told to', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      await exportIn(folder, { target: 'elsewhere/out' })
      const out = join(folder, 'elsewhere/out')
      for (const [baseFolders, state] of [
        [[], 'missing'],
        [[folder], 'unchanged'],
      ] as const) {
        const site = await openSite(out, { name: 'out', baseFolders })
        await site.explorer.indexed
        await site.origins.originOf(0)
        assert.equal(site.sources.stateOf('a.jsonl'), state)
        await site.close()
      }
    })
  })
})
