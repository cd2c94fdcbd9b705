import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exportIn, exportOnce, inFolder, jsonLines, type Exported } from './in-folder.js'

const base = { source: { type: 'jsonl', path: 'in.jsonl' } }
const bare = {
  ...base,
  metadata: { include_metadata: false },
  weighting: { enable_weights: false },
  quality: { min_text_length: 0 },
}

function exportOf(recipe: object, records: readonly unknown[]): Promise<Exported> {
  return exportOnce({ files: { 'in.jsonl': jsonLines(records) }, recipe })
}

async function samplesOf(recipe: object, records: readonly unknown[]): Promise<readonly unknown[]> {
  const { allLines } = await exportOf(recipe, records)
  return allLines.map((line) => JSON.parse(line) as unknown)
}

describe('the styles', () => {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
  ]
  const cases: readonly (readonly [recipe: object, record: object, sample: object])[] = [
    [
      { style: 'instruction_tuning' },
      { question: 'q', context: '', answer: { word: 'a' } },
      { instruction: 'q', output: { word: 'a' } },
    ],
    [
      { style: 'chat_completion' },
      { system_prompt: 'Be brief.', user_message: 'Hi', assistant_response: 'Hello' },
      { messages },
    ],
    [
      { style: 'chat_completion' },
      {
        messages: [
          { from: 'system', value: 'Be brief.' },
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Hello' },
        ],
      },
      { messages },
    ],
    [{ style: 'text_completion' }, { content: 'Once upon' }, { text: 'Once upon' }],
    [
      { style: 'preference' },
      { prompt: 'p', chosen: 'c', rejected: 'r' },
      { prompt: 'p', chosen: 'c', rejected: 'r' },
    ],
    [
      {
        style: 'custom',
        custom: { template: { ask: 'Say {{word}}', n: '{{count}}' }, output: '/ask' },
      },
      { word: 'yes', count: 3 },
      { ask: 'Say yes', n: 3 },
    ],
  ]
  for (const [recipe, record, sample] of cases) {
    it(`make ${JSON.stringify(sample)}`, async () => {
      assert.deepEqual(await samplesOf({ ...bare, ...recipe }, [record]), [sample])
    })
  }

  it('take fields from paths, constants and templates, and keep types in metadata', async () => {
    const recipe = {
      ...bare,
      field_mapping: {
        instruction_field: { template: '{{meta.title}}?' },
        output_field: '/meta/body~1text',
        input_field: { const: 'none' },
      },
      metadata: { metadata_fields: { tags: 'meta.tags', kind: { const: [1] } } },
    }
    const meta = { title: 'T', 'body/text': 'answer', tags: ['a', { b: 1 }] }
    assert.deepEqual(await samplesOf(recipe, [{ meta }]), [
      {
        instruction: 'T?',
        input: 'none',
        output: 'answer',
        metadata: { tags: ['a', { b: 1 }], kind: [1] },
      },
    ])
  })
})

describe('weights', () => {
  const answer = 'x'.repeat(500)
  const weighting = {
    auto_weight_by_length: true,
    auto_weight_by_freshness: true,
    freshness_half_life_days: 10,
    reference_time: '2024-01-31T00:00:00Z',
    min_weight: 0.01,
    max_weight: 3,
  }
  const cases: readonly (readonly [name: string, record: object, weight: number])[] = [
    ['explicit × length', { importance: 2 }, 2 * 1.25],
    ['the default without an explicit weight', {}, 1.25],
    ['half of it after a half-life', { created_at: '2024-01-21T00:00:00Z' }, 1.25 / 2],
    ['a quarter after two, with a zone', { created_at: '2024-01-11T02:00:00+02:00' }, 1.25 / 4],
    ['more for what is younger', { created_at: '2024-02-10' }, 2.5],
    ['at least the minimum', { importance: 0 }, 0.01],
    ['at most the maximum', { importance: 1000 }, 3],
  ]
  for (const [name, record, weight] of cases) {
    it(`are ${name}`, async () => {
      const full = { question: 'q', answer, ...record }
      const [sample] = await samplesOf({ ...bare, weighting }, [full])
      assert.equal((sample as { weight: number }).weight, weight)
    })
  }

  it('grow with length by half at most', async () => {
    const long = { question: 'q', answer: 'x'.repeat(5000) }
    const [sample] = await samplesOf({ ...bare, weighting: { auto_weight_by_length: true } }, [
      long,
    ])
    assert.equal((sample as { weight: number }).weight, 1.5)
  })
})

describe('lengths', () => {
  it('are code points: both sides of each limit', async () => {
    const texts = ['🙂'.repeat(2), '🙂'.repeat(3), '🙂'.repeat(5), '🙂'.repeat(6)]
    const quality = { min_text_length: 3, max_text_length: 5 }
    const records = texts.map((answer) => ({ question: 'q', answer }))
    const { manifest, rejects } = await exportOf({ ...bare, quality }, records)
    assert.deepEqual(manifest.counts.dropped, { 'text-too-long': 1, 'text-too-short': 1 })
    assert.deepEqual(
      rejects.map(({ at, rule, observed, allowed }) => [at, rule, observed, allowed]),
      [
        ['in.jsonl:1', 'quality.min_text_length', 2, 3],
        ['in.jsonl:4', 'quality.max_text_length', 6, 5],
      ],
    )
  })
})

describe('duplicates', () => {
  const answers = ['Caf\u00e9', 'Cafe\u0301', '  CAF\u00c9\n', 'Caf\u00e9', 'ＣＡＦ\u00c9']
  const kept: Readonly<Record<string, readonly number[]>> = {
    none: [1, 2, 3, 5],
    nfc: [1, 3, 5],
    fold: [1],
  }
  for (const [normalize, lines] of Object.entries(kept)) {
    it(`are told with normalize ${normalize}; the first is kept and named`, async () => {
      const records = answers.map((answer, n) => ({
        question: 'q',
        answer,
        importance: n,
        tags: n,
      }))
      const recipe = { ...bare, weighting: {}, metadata: {}, dedup: { normalize } }
      const { allLines, rejects } = await exportOf(recipe, records)
      const tags = allLines.map((line) => JSON.parse(line) as { metadata: { tags: number } })
      assert.deepEqual(
        tags.map(({ metadata }) => metadata.tags + 1),
        lines,
      )
      for (const { code, kept: first } of rejects) {
        assert.equal(code, 'duplicate')
        assert.match(first ?? '', /^in\.jsonl:[12]$/u)
      }
    })
  }

  it('are found across key order, spelling and files', async () => {
    const a = '{"question":"q","answer":{"a":1.0,"b":"\\u0041"}}\n'
    const b = '{"answer":{"b":"A","a":1.0},"question":"q","more":1}\n'
    const { rejects } = await exportOnce({
      files: { 'a.jsonl': a, 'b.jsonl': `\n${b}` },
      recipe: { ...bare, source: { type: 'jsonl', path: '*.jsonl' } },
    })
    assert.deepEqual(
      rejects.map(({ at, kept: first }) => [at, first]),
      [['b.jsonl:2', 'a.jsonl:1']],
    )
  })
})

describe('splits', () => {
  const split = { key: 'question', ratios: { train: 0.8, validation: 0.1, test: 0.1 } }

  it('move no record when data is added, in whatever order', async () => {
    const few = await exportOf({ ...bare, split }, recordsTo(300))
    const more = await exportOf({ ...bare, split }, recordsTo(600).toReversed())
    for (const name of Object.keys(split.ratios)) {
      const known = new Set(more.lines.get(name))
      const before = few.lines.get(name) ?? []
      assert.ok(before.length > 10, name)
      assert.ok(before.every((line) => known.has(line)))
    }
  })
})

describe('structured_gen', () => {
  const schema = { type: 'object', properties: { output: { minLength: 3 } } }
  const files = {
    'in.jsonl': jsonLines(['ab', 'abc'].map((answer) => ({ question: 'q', answer }))),
    'schema.json': JSON.stringify(schema, null, 2),
  }

  it('drops what violates the schema, and says why in words', async () => {
    const { rejects, manifest } = await exportOnce({
      files,
      recipe: {
        ...bare,
        structured_gen: { enable_schema_validation: true, json_schema: 'schema.json' },
      },
    })
    assert.deepEqual(rejects[0]?.errors, ["Field 'output' too short (min 3 chars)"])
    assert.ok('schema.json' in manifest.files)
  })

  it('keeps and counts it when told so, with the schema in each line', async () => {
    const structured_gen = {
      enable_schema_validation: true,
      json_schema: 'schema.json',
      reject_invalid_samples: false,
      include_schema_in_output: true,
    }
    const quality_metrics = { enable_metrics: true }
    await inFolder(
      { files, recipe: { ...bare, structured_gen, quality_metrics } },
      async (folder) => {
        const { allLines, manifest } = await exportIn(folder)
        assert.equal(manifest.counts.emitted, 2)
        for (const line of allLines) {
          assert.deepEqual((JSON.parse(line) as { __schema__: unknown }).__schema__, schema)
        }
        const report = JSON.parse(await readFile(join(folder, 'out', 'report.json'), 'utf8')) as {
          emitted: { violating: number }
          schema_validation: { total_validated: number; compliance_rate: number }
          length_distribution: Record<string, number>
        }
        assert.equal(report.emitted.violating, 1)
        assert.equal(report.schema_validation.compliance_rate, 0.5)
        const sum = Object.values(report.length_distribution).reduce((all, each) => all + each, 0)
        assert.equal(sum, report.schema_validation.total_validated)
      },
    )
  })
})

function recordsTo(count: number): readonly object[] {
  return Array.from({ length: count }, (_, n) => ({ question: `q${n}`, answer: 'a' }))
}
