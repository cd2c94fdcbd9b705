import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exportOnce, jsonLines } from './in-folder.js'

const everything = {
  source: { type: 'jsonl', path: 'in.jsonl' },
  weighting: { enable_weights: false },
  quality: {
    min_text_length: 0,
    max_text_length: 100_000,
    skip_empty_outputs: false,
    skip_duplicates: false,
  },
}

const numbers = '[9007199254740993,1e400,-1e400,1.0,-0,-0.0,1E5,1.000000000000000005,0.1,1e-400]'

describe('numbers', () => {
  it('stay as they are written, in objects to be produced and in metadata', async () => {
    const record = `{"question":"q","answer":{"n":${numbers}},"tags":${numbers}}`
    const { allLines } = await exportOnce({
      files: { 'in.jsonl': `${record}\n` },
      recipe: { ...everything, metadata: { metadata_fields: { 'a-b': 'answer.n', tags: 'tags' } } },
    })
    assert.deepEqual(allLines, [
      `{"instruction":"q","output":{"n":${numbers}},"metadata":{"a-b":${numbers},"tags":${numbers}}}`,
    ])
  })

  it('stay as they are written where the recipe has them in a schema', async () => {
    const schema = '{"properties":{"output":{"items":{"enum":[9007199254740993,1e400]}}}}'
    const { allLines, manifest } = await exportOnce({
      files: {
        'schema.json': schema,
        'in.jsonl': [9007199254740993n, 9007199254740992n, '1e400', '1e401']
          .map((number) => `{"question":"q","answer":[${number}]}\n`)
          .join(''),
      },
      recipe: {
        ...everything,
        metadata: { include_metadata: false },
        structured_gen: {
          enable_schema_validation: true,
          json_schema: 'schema.json',
          include_schema_in_output: true,
        },
      },
    })
    assert.deepEqual(
      allLines,
      ['9007199254740993', '1e400'].map(
        (number) => `{"instruction":"q","output":[${number}],"__schema__":${schema}}`,
      ),
    )
    assert.deepEqual(manifest.counts.dropped, { 'schema-violation': 2 })
  })
})

const naughtyFile = join('..', 'shared', 'data', 'naughty-strings', 'blns.json')
const sharedFile = existsSync(naughtyFile) ? naughtyFile : join('..', naughtyFile)
const skip = existsSync(sharedFile) ? false : 'shared data is not there'

/** A record that says `text` everywhere, and the line that must come of it. */
const styles: Readonly<Record<string, (text: string) => readonly [object, object]>> = {
  instruction_tuning: (text) => [
    { question: `q${text}`, context: `c${text}`, answer: text },
    { instruction: `q${text}`, input: `c${text}`, output: text },
  ],
  text_completion: (text) => [{ content: text }, { text }],
  chat_completion: (text) => {
    const messages = [
      { role: 'user', content: text },
      { role: 'assistant', content: text },
    ]
    return [{ messages }, { messages }]
  },
  preference: (text) => {
    const texts = { prompt: `p${text}`, chosen: `c${text}`, rejected: `r${text}` }
    return [texts, texts]
  },
}

describe('naughty strings', { skip }, () => {
  const strings = skip === false ? (JSON.parse(readFileSync(sharedFile, 'utf8')) as string[]) : []

  for (const [style, pairOf] of Object.entries(styles)) {
    it(`come out of ${style} byte for byte`, async () => {
      assert.ok(strings.length > 500)
      const pairs = strings.map(pairOf)
      const records = pairs.map(([record], index) => ({
        ...record,
        source: strings[index],
        tags: { [strings[index] ?? '']: strings[index] },
      }))
      const { allLines } = await exportOnce({
        files: { 'in.jsonl': jsonLines(records) },
        recipe: { ...everything, style },
      })
      const expected = pairs.map(([, sample], index) => {
        const metadata = {
          source: strings[index],
          tags: { [strings[index] ?? '']: strings[index] },
        }
        return JSON.stringify({ ...sample, metadata })
      })
      assert.deepEqual(allLines, expected)
    })
  }
})

describe('weights', () => {
  it('may be as small and as great as numbers are', async () => {
    const weights = [
      '5e-324',
      '1.7976931348623157e308',
      ...Array.from({ length: 20 }, (_, index) => `${index}e307`),
    ]
    const kept = weights.filter((weight) => Number.isFinite(Number(weight)))
    const records = kept.map(
      (weight, index) => `{"question":"q","answer":"${index}","importance":${weight}}\n`,
    )
    const { manifest } = await exportOnce({
      files: { 'in.jsonl': records.join('') },
      recipe: { ...everything, weighting: {} },
    })
    assert.equal(manifest.counts.emitted, kept.length)
  })
})
