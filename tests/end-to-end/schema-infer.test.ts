import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import Database from 'libsql'
import { inFolder, jsonLines } from './in-folder.js'
import { runLoradex, type Outcome } from './run-loradex.js'

const cases = Array.from({ length: 60 }, (_, index) => ({
  id: index,
  kind: index % 2 ? 'question' : 'task',
  ...(index !== 41 && { output: { score: index / 60, tags: ['a'] } }),
}))
const files = {
  'cases.jsonl': `${jsonLines(cases)}{"broken\n`,
  'cases.json': JSON.stringify(cases),
  'cases.jsonl.gz': gzipSync(jsonLines(cases)),
  'cases.csv': `id,kind\n${cases.map(({ id, kind }) => `${id},${kind}`).join('\n')}\n`,
}

async function inferIn(args: readonly string[], extra: object = {}): Promise<Outcome> {
  return inFolder({ files: { ...files, ...extra }, recipe: {} }, (cwd) =>
    runLoradex(['schema', 'infer', ...args], { cwd }),
  )
}

interface Schema {
  readonly properties: Readonly<Record<string, { readonly [keyword: string]: unknown }>>
  readonly required?: readonly string[]
}

function schemaOf({ stdout, stderr, exitCode }: Outcome): Schema {
  assert.equal(exitCode, 0, stderr)
  return JSON.parse(stdout) as Schema
}

describe('loradex schema infer', () => {
  it('prints the same schema of JSON Lines, an array of JSON and a compressed file', async () => {
    const [lines, array, compressed] = await Promise.all(
      ['cases.jsonl', 'cases.json', 'cases.jsonl.gz'].map((file) => inferIn([file])),
    )
    assert.ok(lines && array && compressed)
    const schema = schemaOf(lines)
    assert.deepEqual(schema.required, ['id', 'kind'])
    assert.deepEqual(schema.properties['kind']?.['enum'], ['question', 'task'])
    assert.deepEqual(schemaOf(array), schema)
    assert.deepEqual(schemaOf(compressed), schema)
    assert.match(lines.stderr, /60 records of cases\.jsonl, 1 left out/u)
  })

  it('refuses to infer from nothing, as the schema would allow everything', async () => {
    const absent = await inferIn(['cases.jsonl', '--field', 'ouput'])
    assert.equal(absent.exitCode, 2)
    assert.match(absent.stderr, /expected records with ouput in cases\.jsonl, saw none among 61/u)
    const broken = await inferIn(['half.json', '-o', 'schema.json'], { 'half.json': '{' })
    assert.equal(broken.exitCode, 2)
    assert.match(broken.stderr, /expected records in half\.json, saw none among 1/u)
  })

  it('reads CSV and databases, where columns say of what type they are', async () => {
    const { properties } = schemaOf(await inferIn(['cases.csv']))
    assert.deepEqual(Object.keys(properties), ['id', 'kind'])
    const outcome = await inFolder({ files, recipe: {} }, async (cwd) => {
      const database = new Database(join(cwd, 'cases.sqlite'))
      database.exec('create table cases (id integer, kind text)')
      for (const { id, kind } of cases) {
        database.prepare('insert into cases values (?, ?)').run(id, kind)
      }
      database.close()
      return runLoradex(['schema', 'infer', 'cases.sqlite', '--table', 'cases'], { cwd })
    })
    assert.equal(schemaOf(outcome).properties['id']?.['type'], 'integer')
  })

  it('is about one field when it is asked to be, and counts the records without it', async () => {
    const { stdout } = await inferIn(['cases.jsonl', '--field', 'output', '--json', '--strict'])
    const printed = JSON.parse(stdout) as {
      readonly records: object
      readonly schema: Schema
    }
    assert.deepEqual(printed.records, {
      read: 61,
      used: 59,
      left_out: { 'invalid-json': 1, 'missing-field': 1 },
      all_seen: true,
    })
    assert.equal(printed.schema.properties['score']?.['maximum'], 1)
  })

  it('is about the samples of an export when it is given a recipe', async () => {
    const recipe = {
      source: { type: 'jsonl', path: 'in.jsonl' },
      quality: { min_text_length: 10, skip_duplicates: true },
    }
    const rows = Array.from({ length: 50 }, (_, index) => ({
      question: `What is ${index % 25}?`,
      answer: index === 3 ? 'short' : { number: index % 25, text: 'a number, and no other' },
    }))
    await inFolder({ files: { 'in.jsonl': jsonLines(rows) }, recipe }, async (cwd) => {
      const outcome = await runLoradex(['schema', 'infer', 'loradex.yaml', '--json'], { cwd })
      const { records, schema } = JSON.parse(outcome.stdout) as {
        readonly records: { readonly used: number; readonly left_out: object }
        readonly schema: Schema
      }
      assert.deepEqual(records.left_out, { duplicate: 24, 'text-too-short': 1 })
      assert.equal(records.used, 25)
      assert.deepEqual(Object.keys(schema.properties), ['instruction', 'output'])
      assert.equal(schema.properties['output']?.['type'], 'object')
    })
  })

  it('names the record that is the exception', async () => {
    const { stdout } = await inferIn(['cases.jsonl', '--tolerance', '0.05', '--explain'])
    assert.match(stdout, /^\/ +required output +59 of 60; not in record 42$/mu)
  })

  it('claims less of a part than of the whole', async () => {
    const { stdout, stderr } = await inferIn(['cases.jsonl', '--limit', '50'])
    assert.equal('required' in (JSON.parse(stdout) as Schema), false)
    assert.match(stderr, /50 records of cases\.jsonl, not all of them/u)
  })

  it('writes a file that validates what it was made from, and replaces none unasked', async () => {
    await inFolder({ files: { 'a.jsonl': jsonLines(cases) }, recipe: {} }, async (cwd) => {
      const infer = ['schema', 'infer', 'a.jsonl', '-o', 'a.schema.json']
      const written = await runLoradex(infer, { cwd })
      assert.equal(written.stdout.trim(), 'a.schema.json')
      const validated = await runLoradex(['validate', 'a.jsonl', '-s', 'a.schema.json'], { cwd })
      assert.equal(validated.exitCode, 0, validated.stdout)
      const again = await runLoradex(infer, { cwd })
      assert.match(again.stderr, /init\.target-exists/u)
      assert.equal((await runLoradex([...infer, '--force'], { cwd })).exitCode, 0)
      assert.match(await readFile(join(cwd, 'a.schema.json'), 'utf8'), /in all 60/u)
    })
  })

  it('refuses what is no share and no count', async () => {
    const share = await inferIn(['cases.jsonl', '--tolerance', '2'])
    assert.match(share.stderr, /--tolerance: expected a share from 0 to 1, saw "2"/u)
    const count = await inferIn(['cases.jsonl', '--support', '0'])
    assert.match(count.stderr, /--support: expected a whole number from 1 on, saw "0"/u)
    assert.deepEqual([share.exitCode, count.exitCode], [2, 2])
  })
})
