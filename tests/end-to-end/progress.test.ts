import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import Database from 'libsql'
import { exportRecipe, loadRecipe, type Progress } from '#loradex/index.js'
import { inFolder, jsonLines } from './in-folder.js'

/** More than one batch in every format, and one part of lines. */
const RECORDS = 150_000
const MOST = (RECORDS * 4) / 5
const ANSWER = 'the answer no. '
const records = Array.from({ length: RECORDS }, (_, n) => ({
  question: `q${n}`,
  answer: `${ANSWER}${(n * 7919) % RECORDS}`,
}))
const text = jsonLines(records)
const csv = [
  'question,answer',
  ...records.map(({ question, answer }) => `${question},${answer}`),
  '',
]

/** What an export of the source tells of itself, batch by batch. */
async function progressOf(
  source: object,
  files: Readonly<Record<string, string | Uint8Array>>,
  { limit, prepare }: { limit?: number; prepare?: (folder: string) => void } = {},
): Promise<readonly Progress[]> {
  return inFolder({ files, recipe: { source, report: { html: false } } }, async (folder) => {
    prepare?.(folder)
    const told: Progress[] = []
    const loaded = await loadRecipe(join(folder, 'loradex.yaml'), { env: {} })
    await exportRecipe(loaded, {
      target: join(folder, 'out'),
      ...(limit !== undefined && { limit }),
      env: {},
      onProgress: (progress) => told.push(progress),
    })
    return told
  })
}

/** Never back, from next to nothing to all, with steps in between. */
function checkAmounts(told: readonly Progress[], unit: string, total: number): void {
  const done = told.map(({ amount }) => {
    assert.deepEqual([amount?.unit, amount?.total], [unit, total])
    return amount?.done ?? 0
  })
  assert.deepEqual(
    done,
    done.toSorted((left, right) => left - right),
  )
  assert.equal(done.at(-1), total)
  assert.ok(done.some((each) => each > 0 && each < total))
}

function fill(folder: string): void {
  const database = new Database(join(folder, 'in.sqlite'))
  database.exec('CREATE TABLE cases (question, answer)')
  database.exec(
    `INSERT INTO cases WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${RECORDS}) SELECT 'q' || n, '${ANSWER}' || n FROM c`,
  )
  database.close()
}

describe('the progress of an export', () => {
  it('is told in bytes of the file for JSON lines', async () => {
    checkAmounts(
      await progressOf({ type: 'jsonl', path: 'in.jsonl' }, { 'in.jsonl': text }),
      'bytes',
      text.length,
    )
  })

  it('is told in bytes of the file for a JSON array and for CSV, which are one part', async () => {
    const array = JSON.stringify(records)
    checkAmounts(
      await progressOf({ type: 'json', path: 'in.json' }, { 'in.json': array }),
      'bytes',
      array.length,
    )
    const table = csv.join('\n')
    checkAmounts(
      await progressOf({ type: 'csv', path: 'in.csv' }, { 'in.csv': table }),
      'bytes',
      table.length,
    )
  })

  it('is told in compressed bytes for a compressed file', async () => {
    const bytes = gzipSync(text, { level: 1 })
    checkAmounts(
      await progressOf({ type: 'jsonl', path: 'in.gz' }, { 'in.gz': bytes }),
      'bytes',
      bytes.length,
    )
  })

  it('is told over all files together', async () => {
    const files = { 'a.jsonl': text, 'b.jsonl': text }
    const told = await progressOf({ type: 'jsonl', path: '?.jsonl' }, files)
    checkAmounts(told, 'bytes', 2 * text.length)
    assert.deepEqual([told.at(-1)?.partsDone, told.at(-1)?.parts], [2, 2])
  })

  const table = { type: 'sqlite', path: 'in.sqlite', table: 'cases' }
  const query = { type: 'sqlite', path: 'in.sqlite', query: 'SELECT * FROM cases' }

  it('is told in rows for a table of SQLite', async () => {
    checkAmounts(await progressOf(table, {}, { prepare: fill }), 'records', RECORDS)
  })

  it('says nothing of an amount where nobody knows it, such as for a query', async () => {
    const told = await progressOf(query, {}, { prepare: fill })
    assert.ok(told.every(({ amount }) => amount === undefined))
    assert.equal(told.at(-1)?.read, RECORDS)
  })

  it('is told in records up to the limit, when that comes first', async () => {
    const told = await progressOf(query, {}, { prepare: fill, limit: MOST })
    checkAmounts(told, 'records', MOST)
  })

  it('is told in bytes of the copy for what is copied first', async () => {
    const sql = `SELECT 'q' || range AS question, '${ANSWER}' || range AS answer FROM range(${RECORDS})`
    const told = await progressOf({ type: 'duckdb', sql }, {})
    checkAmounts(told, 'bytes', told[0]?.amount?.total ?? 0)
  })
})
