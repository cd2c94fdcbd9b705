import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { checkRecipe, fillRecipe } from './check-recipe.js'
import { recipeSchemaText } from './recipe-schema.js'

const source = { type: 'jsonl', path: 'cases.jsonl' } as const

function problemsOf(output: object): readonly string[] {
  const checked = fillRecipe({ source, output })
  if ('recipe' in checked) return []
  return checked.problems.map(({ path, text }) => `${path.join('.')}: ${text}`)
}

describe('checkRecipe', () => {
  it('fills in every default', () => {
    assert.deepEqual(checkRecipe({ source }), {
      format_version: 1,
      source,
      style: 'instruction_tuning',
      field_mapping: {
        instruction_field: 'question',
        input_field: 'context',
        output_field: 'answer',
        text_field: 'content',
        system_field: 'system_prompt',
        user_field: 'user_message',
        assistant_field: 'assistant_response',
        messages_field: 'messages',
        tools_field: 'tools',
        prompt_field: 'prompt',
        chosen_field: 'chosen',
        rejected_field: 'rejected',
      },
      metadata: { include_metadata: true, metadata_fields: ['source', 'category', 'tags'] },
      weighting: {
        enable_weights: true,
        weight_field: 'importance',
        default_weight: 1,
        auto_weight_by_length: false,
        auto_weight_by_freshness: false,
        timestamp_field: 'created_at',
        freshness_half_life_days: 90,
      },
      quality: {
        min_text_length: 10,
        max_text_length: 8192,
        skip_empty_outputs: true,
        skip_duplicates: true,
      },
      dedup: { normalize: 'none' },
      structured_gen: {
        enable_schema_validation: false,
        include_schema_in_output: false,
        reject_invalid_samples: true,
        infer_schema: false,
        log_validation_errors: true,
      },
      adapter_metadata: {
        enable_tracking: false,
        adapter_id: '',
        adapter_version: '1.0.0',
        base_model_name: '',
        base_model_version: '',
        task_type: '',
        domain: '',
        language: 'en',
        training_config: {
          dataset_name: '',
          num_samples: 0,
          epochs: 0,
          learning_rate: 0,
          lora_rank: 8,
          lora_alpha: 16,
          lora_dropout: 0.1,
          target_modules: [],
        },
        created_by: '',
        data_source_uri: '',
        parent_adapter_id: '',
        custom_metadata: {},
      },
      quality_metrics: {
        enable_metrics: false,
        track_distinct_ngrams: false,
        track_per_sample: false,
        aggregate_stats: true,
        track_schema_compliance: true,
        track_length_distribution: true,
        track_diversity_score: true,
      },
      gates: {},
      report: { html: true, sample_rows: 200, reject_rows: 200 },
      output: {
        path: 'out',
        shard_bytes: 268_435_456,
        compression: 'none',
        digests: 'tree',
        include_rejected_records: false,
      },
    })
  })

  it('takes a recipe that it has filled in', () => {
    const recipe = checkRecipe({ source })
    assert.deepEqual(checkRecipe(recipe), recipe)
  })

  it('takes undefined for absent', () => {
    const recipe = { source, split: undefined, quality: { min_text_length: undefined } }
    assert.deepEqual(checkRecipe(recipe), checkRecipe({ source }))
  })

  it('names paths where there is no file', () => {
    assert.throws(() => checkRecipe({ source, quality: { min_text_length: Number.NaN } }), {
      code: 'recipe.invalid',
      details: {
        path: 'recipe',
        problems: [
          'quality.min_text_length: expected a whole number from 0 to 67,108,864, saw NaN',
        ],
      },
    })
  })

  it('refuses cycles, functions and dates', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    for (const json_schema of [cycle, { a: () => 1 }, new Date(0)]) {
      const recipe = { source, structured_gen: { json_schema } }
      assert.throws(() => checkRecipe(recipe), { code: 'recipe.invalid' })
    }
  })

  const sources = [
    { type: 'json', path: ['a.json', 'b/*.json'] },
    { type: 'csv', path: 'a.csv', delimiter: ';', columns: ['a', 'b'] },
    { type: 'tsv', path: 'a.tsv', delimiter: '\t' },
    { type: 'parquet', path: 'a.parquet' },
    { type: 'sqlite', path: 'a.db', query: 'select 1' },
    { type: 'postgres', url: '${DATABASE_URL}', table: 't' },
    { type: 'duckdb', sql: "select * from 'a.parquet'" },
    { type: 'http', url: 'https://example.org/a', headers: { Accept: 'x', 'X-Key': '${KEY}' } },
    { type: 'stdin' },
  ]
  for (const open of sources) {
    it(`takes a source of type ${open.type} as it is`, () => {
      assert.deepEqual(checkRecipe({ source: open }).source, open)
    })
  }

  const wrongSources = [
    { type: 'jsonl' },
    { type: 'jsonl', path: [] },
    { type: 'jsonl', path: '' },
    { type: 'csv', path: 'a', delimiter: ';;' },
    { type: 'csv', path: 'a', columns: ['a', 'a'] },
    { type: 'sqlite', path: 'a', table: 't', query: 'q' },
    { type: 'sqlite', path: 'a' },
    { type: 'postgres', url: 'https://h', table: 't' },
    { type: 'http', url: 'file:///etc/passwd' },
    { type: 'http', url: 'https://h', headers: { 'a b': 'x' } },
    { type: 'http', url: 'https://h', headers: { a: 'x\r\nb: y' } },
    { type: 'stdin', path: 'a' },
  ]
  for (const open of wrongSources) {
    it(`refuses the source ${JSON.stringify(open)}`, () => {
      assert.throws(() => checkRecipe({ source: open }), { code: 'recipe.invalid' })
    })
  }

  for (const ratios of [{ train: 0.7, validation: 0.2, test: 0.1 }, { all: 1 }]) {
    it(`takes the shares ${JSON.stringify(ratios)}`, () => {
      const split = { key: 'id', ratios }
      assert.deepEqual(checkRecipe({ source, split }).split, split)
    })
  }

  const templates = [
    ['weight', 'weighting', 'enable_weights'],
    ['metadata', 'metadata', 'include_metadata'],
    ['__schema__', 'structured_gen', 'include_schema_in_output'],
  ] as const
  for (const [member, section, key] of templates) {
    const recipe = (adds: boolean) => ({
      source,
      style: 'custom',
      custom: { template: { text: '{{a}}', [member]: '{{b}}' } },
      [section]: { [key]: adds, ...(section === 'structured_gen' && { json_schema: true }) },
    })

    it(`takes a template with ${member} only where the export adds none`, () => {
      assert.throws(() => checkRecipe(recipe(true)), {
        code: 'recipe.invalid',
        message: `custom.template.${member}: expected another key, saw the one that ${section}.${key} writes`,
      })
      assert.equal(checkRecipe(recipe(false)).custom?.template[member], '{{b}}')
      checkRecipe({ ...recipe(true), style: 'text_completion' })
    })
  }

  it('takes a template with metadata where no field of it is named', () => {
    const custom = { template: { metadata: '{{a}}' } }
    checkRecipe({ source, style: 'custom', custom, metadata: { metadata_fields: [] } })
  })

  it('takes limits that are equal', () => {
    const { quality } = checkRecipe({ source, quality: { min_text_length: 5, max_text_length: 5 } })
    assert.equal(quality.min_text_length, 5)
  })

  for (const [compression, most] of [
    ['gzip', 9],
    ['zstd', 19],
  ] as const) {
    it(`takes levels from 1 to ${most} with ${compression}, and says what others should be`, () => {
      for (const compression_level of [1, most]) {
        const { output } = checkRecipe({ source, output: { compression, compression_level } })
        assert.equal(output.compression_level, compression_level)
      }
      const expected = `expected a whole number from 1 to ${most} with compression: ${compression}`
      for (const compression_level of [-1, 0, most + 1, 100]) {
        assert.deepEqual(problemsOf({ compression, compression_level }), [
          `output.compression_level: ${expected}, saw ${compression_level}`,
        ])
      }
    })
  }

  it('refuses levels that are no whole number, once', () => {
    for (const compression_level of [1.5, '3', Number.NaN, 1e30, null]) {
      const problems = problemsOf({ compression: 'zstd', compression_level })
      assert.equal(problems.length, 1)
      assert.match(
        problems[0] ?? '',
        /^output\.compression_level: expected a whole number from 1 /u,
      )
    }
  })

  it('refuses a level of no compression', () => {
    const expected = 'expected compression: gzip or zstd beside it, saw none'
    for (const output of [{}, { compression: 'none' }]) {
      assert.deepEqual(problemsOf({ ...output, compression_level: 3 }), [
        `output.compression_level: ${expected}`,
      ])
    }
  })

  it('takes every kind of schema', () => {
    for (const json_schema of ['schema.json', '{"type": "object"}', true, { type: 'object' }]) {
      const structured_gen = { enable_schema_validation: true, json_schema }
      const recipe = checkRecipe({ source, structured_gen })
      assert.deepEqual(recipe.structured_gen.json_schema, json_schema)
    }
  })
})

describe('the schema of recipes', () => {
  it('is the one that is shipped', () => {
    const shipped: unknown = JSON.parse(readFileSync('schemas/recipe.schema.json', 'utf8'))
    const hint = 'run node tools/recipe-schema.mjs'
    assert.deepEqual(shipped, JSON.parse(recipeSchemaText()), hint)
  })

  it('describes every key', () => {
    const undescribed: string[] = []
    visit(JSON.parse(recipeSchemaText()), '')
    assert.deepEqual(undescribed, [])

    function visit(node: unknown, path: string): void {
      if (typeof node !== 'object' || node === null) return
      for (const [key, child] of Object.entries(node) as [string, unknown][]) {
        if (key === 'properties') describeAll(child, path)
        visit(child, `${path}/${key}`)
      }
    }
    function describeAll(properties: unknown, path: string): void {
      for (const [key, child] of Object.entries(properties ?? {}) as [string, object][]) {
        if (!('description' in child)) undescribed.push(`${path}/${key}`)
      }
    }
  })
})
