import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { pagesOfDocumentation } from '#tools/documentation/pages.mjs'
import { createProviders } from '#tools/documentation/providers.mjs'
import { runPage } from '#tools/documentation/run-page.mjs'

/** The blocks that nothing runs or compares, wherever the documentation is tested. */
const notRun = [
  'ARCHITECTURE.md: a diagram',
  'benchmarks/README.md: measures for an hour',
  'benchmarks/README.md: measures for minutes',
  'docs/cli.md: the test of the help runs all examples',
  'docs/conformance.md: reads test data that are beside the project alone',
  'docs/conformance.md: takes a quiet machine',
  'docs/progress.md: a bar at 120, 80 and 40 columns',
  'docs/progress.md: lines for people, in a file',
  'docs/progress.md: what is seen after Ctrl-C: at once, later, and twice before there was a checkpoint',
  'docs/publish.md: needs an MLflow server',
  'docs/recipe.md: a formula',
  'docs/signing.md: needs a certificate authority',
  'docs/signing.md: needs model-signing from PyPI',
  'docs/spark.md: needs a Spark cluster',
  'docs/story.md: node tools/story.mjs runs it: trains a model for minutes',
  'docs/weights-and-splits.md: a formula',
]

const omitted: string[] = []

describe('a page of the documentation', { concurrency: 2 }, () => {
  const providers = createProviders()
  after(() => providers.stop())

  for (const path of pagesOfDocumentation()) {
    it(`does what ${path} says`, async (test) => {
      const { failures, done, leftOut: blocks } = await runPage(path, providers)
      assert.deepEqual(failures, [], failures.join('\n\n'))
      test.diagnostic(JSON.stringify(done))
      for (const { line, kind, reason } of blocks) {
        if (kind === 'not run') omitted.push(`${path}: ${reason}`)
        else test.diagnostic(`${path}:${line} ${kind} not run: ${reason}`)
      }
      const [first] = blocks
      if (first !== undefined && Object.keys(done).length === 0 && first.kind !== 'not run') {
        test.skip(first.reason)
      }
    })
  }
})

// A suite of its own: it starts when all pages are done.
describe('the documentation as a whole', () => {
  it('leaves out no block but these', () => {
    assert.deepEqual(new Set(omitted), new Set(notRun))
  })
})

/** Pages that say what is not so, and how that is told. */
const faults = {
  'output that differs': [
    '```console\n$ echo one\ntwo\n```',
    ':2: what is printed differs',
    '- two',
    '+ one',
  ],
  'output that is not shown': ['```console\n$ echo one\n```', '+ one'],
  'a failure that is not shown': ['```console\n$ false\n```', ':2: false ended with 1'],
  'a failure before the last command': ['```sh\nfalse\ntrue\n```', ':1: false'],
  'a block that says not what it is': ['```json\n{}\n```', ':1: expected a file name'],
  'a block without language': ['text\n\n```\nx\n```', ':3: expected a file name'],
  'a block within a line': ['- ```sh\n  ls\n  ```', ':1: expected a block'],
  'a reason left out': ['```sh not-run:\nls\n```', ':1: expected a file name'],
  'a recipe with a wrong key': [
    '```yaml a.yaml\nsource: { type: stdin }\nsplt: 1\n```',
    ':1: a.yaml',
    'a.yaml:2:1 splt',
  ],
  'a part of a recipe with a wrong key': [
    '```yaml\nquality: { min: 1 }\n```',
    ':2: recipe',
    '1:12 quality.min',
  ],
  'the second part of a recipe': [
    '```yaml\nstyle: preference\nstyle: what\n```',
    ':3: recipe',
    '1:8 style',
  ],
  'an invalid recipe that is none': [
    '```yaml a.yaml invalid\nsource: { type: stdin }\n```',
    ':1: a.yaml is called invalid',
  ],
  'JSON that is none': ['```jsonl a.jsonl\n{}\n{\n```', ':3: a.jsonl'],
  'a file that is not there': ['```json from a.json\n{}\n```', ':1: expected a.json'],
  'an excerpt that differs': [
    '```json a.json\n{"a":{"b":1,"c":2}}\n```\n```json from a.json\n{"a":{"c":3}}\n```',
    ':4: a.json says',
    '"c": 2',
  ],
  'an item that differs': [
    '```json a.json\n{"a":[1,{"b":2}]}\n```\n```json from a.json\n{"a":[1,{"b":3}]}\n```',
    ':4: a.json says',
  ],
  'an array that is not empty': [
    '```json a.json\n{"a":[1]}\n```\n```json from a.json\n{"a":[]}\n```',
    ':4: a.json says',
  ],
  'a line that is not in the file': [
    '```csv a.csv\none\n```\n```csv from a.csv\ntwo\n```',
    '- two',
  ],
  'a file that a command wrote': [
    '```sh\ntouch a.csv\n```\n```csv a.csv\none\n```',
    ':4: a.csv is there',
  ],
  'a program that fails': ["```ts\nthrow new Error('no')\n```", ':1: ended with 1'],
  'output of a program that differs': [
    '```ts\nconsole.log(1 as number)\n```\n```text output\n2\n```',
    '+ 1',
  ],
  'usage that is another': [
    '```text usage\nloradex export [recipes]\n```',
    ':1: loradex help export says',
  ],
  'a message that no test has seen': ['```text golden\nerror: no\n```', ':1: expected this'],
  'a step of a workflow that fails': [
    '```yaml .github/workflows/a.yml\njobs: { a: { steps: [{ run: loradex export none.yaml }] } }\n```',
    ':1: loradex export none.yaml ended with 2',
  ],
} as const

describe('a page that says what is not so', { concurrency: 2 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'wrong-pages-'))
  const providers = createProviders()
  after(() => rmSync(folder, { recursive: true }))

  for (const [fault, [text, ...told]] of Object.entries(faults)) {
    it(`is told of ${fault}`, async () => {
      const path = join(folder, `${fault}.md`)
      writeFileSync(path, `${text}\n`)
      const { failures } = await runPage(path, providers)
      for (const part of told) assert.ok(failures.join('\n').includes(part), failures.join('\n'))
    })
  }
})

describe('a page that says what is so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'right-page-'))
  after(() => rmSync(folder, { recursive: true }))

  it('passes', async () => {
    const path = join(folder, 'page.md')
    writeFileSync(
      path,
      [
        '1. In a list:\n\n   ```jsonl data.jsonl\n   {"content":"A long narrow inlet."}\n   ```',
        '```yaml loradex.yaml\nsource: { type: jsonl, path: data.jsonl }\nstyle: text_completion\n```',
        '```console\n$ cd .\n$ loradex export \\\n>   --workers 1 --quiet\n…/out\n$ echo read 5 records in 0.25 s, 3/s\nread … in 9 s, 1,234/s\n…\n$ (exit 3)\n$ echo $?\n3\n```',
        '```json from out/train-00000-of-00001.jsonl\n{ "weight": 1.0 }\n```',
        "```ts\nimport { readFileSync } from 'node:fs'\nconsole.log(readFileSync('data.jsonl').length as number)\n```",
        '```text output\n35\n```',
        '```sh not-run: shown only\nexit 1\n```',
      ].join('\n\n'),
    )
    const { failures, done, leftOut } = await runPage(path, createProviders())
    assert.deepEqual(failures, [])
    assert.deepEqual(done, {
      'file written': 2,
      'recipe checked': 1,
      command: 5,
      'output compared': 7,
      ts: 1,
    })
    assert.deepEqual(
      leftOut.map(({ reason }) => reason),
      ['shown only'],
    )
  })
})
