import assert from 'node:assert/strict'
import { readdir, readFile, symlink } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { jsonLines } from '../end-to-end/in-folder.js'
import { init, initAndExport, inNewFolder } from './init-in.js'

const records = Array.from({ length: 40 }, (_, n) => ({
  id: n,
  question: `What is the number ${n}?`,
  answer: `It is the number ${n}, and no other.`,
}))
const lines = jsonLines(records)
const rows = records.map(({ id, question, answer }) => `${id},${question},"${answer}"\r\n`)
const csv = `id,question,answer\r\n${rows.join('')}`
const wrapped = JSON.stringify({ version: 1, data: { items: records } }, null, 1)

/** How a source is named, and what the recipe then says of it. */
const sources: readonly (readonly [
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  args: readonly string[],
  written: string,
])[] = [
  ['a file', { 'a.jsonl': lines }, ['a.jsonl'], '{ type: jsonl, path: a.jsonl }'],
  ['a file whose name says nothing', { a: lines }, ['a'], '{ type: jsonl, path: a }'],
  ['a file whose name is wrong', { 'a.csv': lines }, ['a.csv'], '{ type: jsonl, path: a.csv }'],
  ['a compressed file', { 'a.gz': gzipSync(lines) }, ['a.gz'], '{ type: jsonl, path: a.gz }'],
  ['an array', { 'a.json': JSON.stringify(records) }, ['a.json'], '{ type: json, path: a.json }'],
  [
    'an array within objects',
    { 'a.json': wrapped },
    ['a.json'],
    '{ type: json, records: data.items, path: a.json }',
  ],
  ['a table', { 'a.csv': csv }, ['a.csv'], '{ type: csv, path: a.csv }'],
  [
    'a table with semicolons',
    { 'a.txt': csv.replaceAll(/(?<=^\w+),|,(?="|answer)/gmu, ';') },
    ['a.txt'],
    "{ type: csv, delimiter: ';', path: a.txt }",
  ],
  [
    'a glob',
    {
      'd/a.jsonl': lines.slice(0, lines.indexOf('\n') + 1),
      'd/b.jsonl': lines.slice(lines.indexOf('\n') + 1),
    },
    ['d/*.jsonl'],
    '{ type: jsonl, path: d/*.jsonl }',
  ],
  [
    'the folder, of which most is taken',
    {
      'x/y/a.jsonl': lines,
      'small.csv': 'a,b\n1,2\n',
      'README.md': lines.repeat(2),
      'node_modules/b.jsonl': lines.repeat(2),
    },
    [],
    '{ type: jsonl, path: x/y/a.jsonl }',
  ],
  [
    'files of two kinds, of which most are taken',
    {
      'a.json': lines.slice(0, lines.indexOf('\n', 2000) + 1),
      'b.json': lines.slice(lines.indexOf('\n', 2000) + 1),
      'c.json': '[\n{"x":1}]',
    },
    ['*.json'],
    'path: [a.json, b.json]',
  ],
  [
    'a query over files',
    { 'a.jsonl': lines },
    ['--query', "select * from 'a.jsonl' order by id"],
    "sql: 'select * from ''a.jsonl'' order by id'",
  ],
]

describe('loradex init', () => {
  for (const [name, files, args, written] of sources) {
    it(`writes a recipe for ${name} that exports every record`, async () => {
      await inNewFolder(files, async (folder) => {
        const { manifest } = await initAndExport(folder, args)
        assert.deepEqual(manifest.counts, { read: 40, emitted: 40, dropped: {} })
        const recipe = await readFile(join(folder, 'loradex.yaml'), 'utf8')
        assert.ok(recipe.includes(written), recipe)
      })
    })
  }

  it('reads lines from a server, and writes a query of the URL nowhere', async () => {
    const server = createServer((_, response) => response.end(lines))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    try {
      await inNewFolder({}, async (folder) => {
        const url = `http://127.0.0.1:${port}/cases.jsonl?token=s3cr3t-of-mine`
        const { exitCode, stdout, stderr } = await init(folder, [url, '--yes'])
        assert.equal(exitCode, 0, stderr)
        const recipe = await readFile(join(folder, 'loradex.yaml'), 'utf8')
        assert.match(recipe, /url: '\$\{SOURCE_URL\}'/u)
        assert.match(recipe, /^# Set SOURCE_URL in the environment/mu)
        assert.match(stderr, /^ {2}export SOURCE_URL=…/mu)
        for (const text of [recipe, stdout, stderr]) assert.doesNotMatch(text, /s3cr3t/u)
        await initAndExport(folder, ['${SOURCE_URL}', '--force'], { env: { SOURCE_URL: url } })
      })
    } finally {
      server.close()
    }
  })

  it('takes paths from the current folder, and writes them from the folder of the recipe', async () => {
    await inNewFolder({ 'data/a.jsonl': lines }, async (folder) => {
      const { exitCode, stdout } = await init(folder, [
        'data/a.jsonl',
        '--yes',
        '-o',
        'recipes/qa.yaml',
      ])
      assert.deepEqual([exitCode, stdout], [0, 'recipes/qa.yaml\n'])
      const recipe = await readFile(join(folder, 'recipes/qa.yaml'), 'utf8')
      assert.match(recipe, /^source: \{ type: jsonl, path: '\.\.\/data\/a\.jsonl' \}$/mu)
      assert.match(recipe, /^output: \{ path: qa-out \}$/mu)
    })
  })

  it('prints the recipe with --dry-run, and writes nothing', async () => {
    await inNewFolder({ 'a.jsonl': lines }, async (folder) => {
      const { exitCode, stdout } = await init(folder, ['a.jsonl', '--dry-run'])
      assert.equal(exitCode, 0)
      await init(folder, ['a.jsonl', '--yes'])
      assert.equal(await readFile(join(folder, 'loradex.yaml'), 'utf8'), stdout)
      await inNewFolder({ 'a.jsonl': lines }, async (other) => {
        assert.equal((await init(other, ['a.jsonl', '--dry-run'])).stdout, stdout)
        assert.deepEqual(await readdir(other), ['a.jsonl'])
      })
    })
  })

  it('names the schema for editors by a path that leads to it', async () => {
    await inNewFolder({ 'a.jsonl': lines }, async (folder) => {
      await init(folder, ['a.jsonl', '--yes'])
      const [first = ''] = (await readFile(join(folder, 'loradex.yaml'), 'utf8')).split('\n')
      assert.equal(first, '# yaml-language-server: $schema=./.loradex/recipe.schema.json')
      const copy = await readFile(join(folder, '.loradex/recipe.schema.json'), 'utf8')
      assert.equal(copy, await readFile('schemas/recipe.schema.json', 'utf8'))
    })
    const installed = { 'a.jsonl': lines, 'node_modules/loradex/schemas/recipe.schema.json': '{}' }
    await inNewFolder(installed, async (folder) => {
      const { stdout } = await init(folder, ['a.jsonl', '-n', '-o', 'x/y/z.yaml'])
      assert.match(
        stdout,
        /^# .*\$schema=\.\.\/\.\.\/node_modules\/loradex\/schemas\/recipe\.schema\.json$/mu,
      )
    })
  })

  it('leaves a recipe that is there alone, and replaces it with --force', async () => {
    await inNewFolder({ 'a.jsonl': lines, 'loradex.yaml': 'mine' }, async (folder) => {
      const { exitCode, stderr } = await init(folder, ['a.jsonl', '--yes'])
      assert.equal(exitCode, 6)
      assert.match(stderr, /init\.target-exists: expected no file at loradex\.yaml yet/u)
      assert.equal(await readFile(join(folder, 'loradex.yaml'), 'utf8'), 'mine')
      await initAndExport(folder, ['a.jsonl', '--force'])
    })
  })

  it('leaves a schema that is there alone, and writes no recipe then', async () => {
    const members = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`m${n}`, n]))
    const wide = jsonLines(records.map(({ question }) => ({ question, answer: members })))
    await inNewFolder({ 'a.jsonl': wide, 'schema.json': '{}' }, async (folder) => {
      const { exitCode } = await init(folder, ['a.jsonl', '--yes'])
      assert.equal(exitCode, 6)
      assert.deepEqual((await readdir(folder)).toSorted(), ['a.jsonl', 'schema.json'])
      await initAndExport(folder, ['a.jsonl', '--force'])
      assert.match(await readFile(join(folder, 'schema.json'), 'utf8'), /"m59"/u)
    })
  })

  it('follows a link to a file, and does without one that leads nowhere', async () => {
    await inNewFolder({ 'a.bin': lines }, async (folder) => {
      await symlink('a.bin', join(folder, 'b.jsonl'))
      await symlink('nothing', join(folder, 'c.jsonl'))
      const { manifest } = await initAndExport(folder, ['b.jsonl'])
      assert.equal(manifest.counts.emitted, 40)
    })
  })

  const refused: readonly (readonly [string, readonly string[], RegExp, number])[] = [
    [
      'standard input',
      ['-'],
      /usage\.invalid: expected a source that can be read more than once/u,
      2,
    ],
    ['a path to nothing', ['b.jsonl'], /source\.no-match/u, 2],
    [
      'an empty file',
      ['empty.jsonl'],
      /init\.no-records: expected records in empty\.jsonl, saw none/u,
      2,
    ],
    ['an empty array', ['empty.json'], /init\.no-records/u, 2],
    ['a header without rows', ['empty.csv'], /init\.no-records/u, 2],
    ['records without values', ['nulls.jsonl'], /init\.no-proposal/u, 2],
    [
      'lines that are no JSON',
      ['broken.jsonl'],
      /source\.wrong-format: expected JSON objects .*, saw 1 × invalid-json/u,
      2,
    ],
    ['a variable that is not set', ['${NOWHERE}'], /recipe\.env-missing/u, 2],
    ['a name that looks like a variable', ['$*A}.jsonl'], /source\.no-match|usage\.invalid/u, 2],
    [
      'a folder as recipe',
      ['a.jsonl', '-o', 'd', '--force'],
      /init\.target-exists: expected no folder at d/u,
      6,
    ],
    [
      'a folder without records',
      ['d'],
      /source\.no-match: expected files of records in d, saw none/u,
      2,
    ],
  ]
  const odd = {
    'a.jsonl': lines,
    'empty.jsonl': '',
    'empty.json': '[]',
    'empty.csv': 'a,b\n',
    'nulls.jsonl': '{"a":null}\n{"a":""}\n',
    'broken.jsonl': '{"a":\n1\n2\n',
    'd/README': 'x',
  }
  for (const [name, args, message, code] of refused) {
    it(`refuses ${name}, and writes nothing`, async () => {
      await inNewFolder(odd, async (folder) => {
        const before = await readdir(folder, { recursive: true })
        const { exitCode, stdout, stderr } = await init(folder, [...args, '--yes'])
        assert.match(stderr, message)
        assert.deepEqual([exitCode, stdout], [code, ''])
        assert.deepEqual(await readdir(folder, { recursive: true }), before)
      })
    })
  }

  it('proposes for one record, and for records of which some are broken', async () => {
    await inNewFolder({ 'a.json': JSON.stringify(records[0]) }, async (folder) => {
      const { manifest } = await initAndExport(folder, ['a.json'])
      assert.equal(manifest.counts.emitted, 1)
    })
    await inNewFolder({ 'a.jsonl': `${lines}{"a":\n{"b":\n` }, async (folder) => {
      const { manifest, told } = await initAndExport(folder, ['a.jsonl'])
      assert.deepEqual(manifest.counts.dropped, { 'invalid-json': 2 })
      assert.match(told, /2 more, which an export drops: invalid-json/u)
    })
  })

  it('shows nothing that a terminal would obey', async () => {
    const hostile = {
      'a\u001B[2J\u202E': '\u001B]0;x\u0007 is what it says, in so many words.',
      b: 1,
    }
    await inNewFolder({ 'a.jsonl': jsonLines([hostile]) }, async (folder) => {
      const { exitCode, stdout, stderr } = await init(folder, ['a.jsonl', '--yes'])
      assert.equal(exitCode, 0, stderr)
      const recipe = await readFile(join(folder, 'loradex.yaml'), 'utf8')
      for (const text of [stdout, stderr, recipe]) {
        // oxlint-disable-next-line no-control-regex -- those are what is looked for
        assert.doesNotMatch(text, /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/u)
      }
    })
  })
})
