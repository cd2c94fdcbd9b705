import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import type { ColumnType } from '../records/column-type.js'
import { datasetCard, type DatasetCard } from './dataset-card.js'

const card: DatasetCard = {
  title: 'German laws: "questions" & answers',
  style: 'instruction_tuning',
  language: 'de-AT',
  domain: 'legal',
  taskType: 'question-answering',
  splits: [
    { name: 'train', samples: 950, bytes: 2000 },
    { name: 'validation', samples: 0, bytes: 0 },
    { name: 'test', samples: 49, bytes: 100 },
  ],
  compression: 'none',
  read: 1010,
  emitted: 999,
  dropped: { duplicate: 8, 'text-too-short': 3, 'bad-weight': 0 },
  fields: [{ name: 'instruction', type: 'string' }],
  schema: { file: 'schema.json', complianceRate: 0.99 },
  recipeDigest: 'ab'.repeat(32),
  version: '0.1.0',
}

function frontMatter(changes: Partial<DatasetCard> = {}): Record<string, unknown> {
  const [, yaml] = /^---\n([\s\S]*?\n)---\n/u.exec(datasetCard({ ...card, ...changes })) ?? []
  return parse(yaml ?? '') as Record<string, unknown>
}

describe('datasetCard', () => {
  it('tells loaders and the Hub what the folder holds', () => {
    assert.deepEqual(frontMatter(), {
      pretty_name: 'German laws: "questions" & answers',
      language: ['de'],
      task_categories: ['question-answering'],
      size_categories: ['n<1K'],
      tags: ['loradex', 'instruction-tuning'],
      configs: [
        {
          config_name: 'default',
          data_files: [
            { split: 'train', path: 'train-*.jsonl' },
            { split: 'test', path: 'test-*.jsonl' },
          ],
        },
      ],
    })
  })

  for (const [compression, path] of [
    ['gzip', 'train-*.jsonl.gz'],
    ['zstd', 'train-*.jsonl.zst'],
  ] as const) {
    it(`names ${compression} shards by their suffix`, () => {
      const text = datasetCard({ ...card, compression })
      assert.ok(text.includes(`path: "${path}"`))
      assert.equal(text.includes('pip install zstandard'), compression === 'zstd')
    })
  }

  for (const [emitted, size] of [
    [999, 'n<1K'],
    [1000, '1K<n<10K'],
    [9_999_999, '1M<n<10M'],
    [10_000_000, '10M<n<100M'],
    [1e9, '1B<n<10B'],
  ] as const) {
    it(`puts ${emitted} samples into ${size}`, () => {
      assert.deepEqual(frontMatter({ emitted })['size_categories'], [size])
    })
  }

  it('leaves out a language or task that the Hub does not know', () => {
    const unknown = frontMatter({ language: 'german', taskType: 'diagnosis', style: 'custom' })
    assert.equal(unknown['language'], undefined)
    assert.equal(unknown['task_categories'], undefined)
  })

  it('takes training on text for text generation', () => {
    assert.deepEqual(frontMatter({ taskType: 'diagnosis' })['task_categories'], ['text-generation'])
  })

  it('names no files when there are no samples', () => {
    assert.equal(frontMatter({ splits: [] })['configs'], undefined)
  })

  it('declares columns of any type, styles in their order and extras last', () => {
    const metadata: ColumnType = {
      struct: new Map<string, ColumnType>([
        ['tags', { list: 'string' }],
        ['yes: no', 'json'],
      ]),
    }
    const columns = new Map<string, ColumnType>([
      ['metadata', metadata],
      ['weight', 'float64'],
      ['aside', { list: { list: metadata } }],
      ['output', 'string'],
      ['grid', { list: { list: 'int64' } }],
      ['messages', { list: 'json' }],
      ['instruction', 'null'],
    ])
    const inner = [
      { name: 'tags', list: 'string' },
      { name: 'yes: no', dtype: 'json' },
    ]
    assert.deepEqual(frontMatter({ columns })['dataset_info'], {
      features: [
        { name: 'instruction', dtype: 'null' },
        { name: 'output', dtype: 'string' },
        { name: 'messages', list: 'json' },
        { name: 'aside', list: { list: inner } },
        { name: 'grid', list: { list: 'int64' } },
        { name: 'weight', dtype: 'float64' },
        { name: 'metadata', struct: inner },
      ],
    })
  })

  it('accounts for every record', () => {
    const text = datasetCard(card)
    for (const row of [
      '| read | 1010 |',
      '| written | 999 |',
      '| dropped: `duplicate` | 8 |',
      '| dropped: `text-too-short` | 3 |',
      '| `validation` | 0 | 0 |',
      '| `instruction` | string |',
    ]) {
      assert.ok(text.includes(`\n${row}\n`), row)
    }
    assert.ok(!text.includes('bad-weight'))
  })

  it('lets no text break out of its place', () => {
    const hostile = '---\n# x | <script> `y` \u2028'
    const text = datasetCard({ ...card, title: hostile, domain: hostile })
    assert.equal(frontMatter({ title: hostile })['pretty_name'], hostile)
    assert.equal(text.match(/^# /gmu)?.length, 1)
    assert.doesNotMatch(text.split('\n---\n').slice(1).join(''), /[^\\]<script/u)
  })

  it('says nothing of a schema, domain or language that there is not', () => {
    const { schema: _, domain: _domain, language: _language, ...rest } = card
    const text = datasetCard(rest)
    assert.doesNotMatch(text, /Schema|domain|language/u)
  })
})
