import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { ExporterConfig } from './exporter-config.js'
import { JsonlLlmExporter } from './jsonl-llm-exporter.js'

describe('an exporter', () => {
  it('refuses a wrong config, with all that is wrong', () => {
    const config = { quality: { min_txt_length: 3 }, style: 'haiku' } as unknown as ExporterConfig
    assert.throws(() => new JsonlLlmExporter(config), {
      code: 'recipe.invalid',
      message: /2 problems:\n {2}style: .*\n {2}quality\.min_txt_length: .*min_text_length\?$/u,
    })
    const source = { type: 'stdin' }
    assert.throws(() => new JsonlLlmExporter({ source } as ExporterConfig), {
      code: 'recipe.invalid',
      message: /source: expected no source, saw one/u,
    })
  })

  it('has no quality report before an export', () => {
    assert.throws(() => new JsonlLlmExporter().getQualityMetricsReport(), {
      code: 'export.not-run',
      details: { method: 'getQualityMetricsReport' },
    })
  })
})

describe('validateAgainstSchema', () => {
  const structured_gen = {
    enable_schema_validation: true,
    json_schema: {
      required: ['instruction', 'output'],
      properties: { instruction: { minLength: 10 } },
      additionalProperties: { type: 'string' },
    },
  }

  it('names everything wrong with a sample', () => {
    const exporter = new JsonlLlmExporter({ structured_gen })
    const { valid, error, errors } = exporter.validateAgainstSchema('{"instruction":"Short"}')
    assert.equal(valid, false)
    assert.equal(
      error,
      "Missing required field: output; Field 'instruction' too short (min 10 chars)",
    )
    assert.deepEqual(
      errors.map(({ keyword, instancePointer }) => [keyword, instancePointer]),
      [
        ['required', ''],
        ['minLength', '/instruction'],
      ],
    )
  })

  it('does not look at what exports add', () => {
    const exporter = new JsonlLlmExporter({ structured_gen })
    const sample =
      '{"instruction":"Long enough","output":"","weight":1.0,"metadata":{},"__schema__":1}'
    assert.deepEqual(exporter.validateAgainstSchema(sample), { valid: true, errors: [] })
  })

  it('finds text that is no JSON object invalid', () => {
    const exporter = new JsonlLlmExporter({ structured_gen })
    for (const [text, error] of [
      ['', /^invalid-json: /u],
      ['[]', /^not-an-object: /u],
      ['{"a":1,"a":2}', /^duplicate-key: /u],
      ['{"a":"\uD800"}', /^lone-surrogate: /u],
    ] as const) {
      const verdict = exporter.validateAgainstSchema(text)
      assert.match(verdict.error ?? '', error)
      assert.deepEqual([verdict.valid, verdict.errors], [false, []])
    }
  })

  it('finds everything valid where validation is off', () => {
    const off = { ...structured_gen, enable_schema_validation: false }
    for (const exporter of [
      new JsonlLlmExporter(),
      new JsonlLlmExporter({ structured_gen: off }),
    ]) {
      assert.deepEqual(exporter.validateAgainstSchema('nonsense'), { valid: true, errors: [] })
    }
  })

  it('reads the schema from where the config says', async () => {
    const baseFolder = await mkdtemp(join(tmpdir(), 'schema-'))
    try {
      await writeFile(join(baseFolder, 'schema.json'), '{"required":["output"]}')
      const inFile = { enable_schema_validation: true, json_schema: 'schema.json' }
      const exporter = new JsonlLlmExporter({ structured_gen: inFile }, { baseFolder })
      assert.equal(exporter.validateAgainstSchema('{}').error, 'Missing required field: output')
      const nowhere = new JsonlLlmExporter({ structured_gen: inFile })
      assert.throws(() => nowhere.validateAgainstSchema('{}'), { code: 'schema.invalid' })
    } finally {
      await rm(baseFolder, { recursive: true })
    }
  })
})

describe('adapter metadata of an exporter', () => {
  const original = `{
  "reviewed_by": "Ada",
  "adapter_id": "a",
  "adapter_version": "1.0.0",
  "base_model": {
    "name": "m",
    "version": "",
    "revision": 1e400
  },
  "task": {
    "type": "",
    "domain": "",
    "language": "en"
  },
  "training": {
    "dataset_name": "",
    "num_samples": 5,
    "epochs": 0,
    "learning_rate": 2e-4,
    "lora_rank": 8,
    "lora_alpha": 16,
    "lora_dropout": 0.10,
    "target_modules": []
  },
  "provenance": {
    "created_by": "",
    "data_source_uri": "",
    "parent_adapter_id": ""
  },
  "custom": {},
  "exported_at": "2024-11-21T08:30:00Z"
}
`

  it('comes back as it was set, character for character', () => {
    const exporter = new JsonlLlmExporter()
    exporter.setAdapterMetadataFromJson(original)
    assert.equal(exporter.getAdapterMetadataJson(), original)
  })

  it('is refused as a whole when a member is of a wrong type', () => {
    const exporter = new JsonlLlmExporter({ adapter_metadata: { adapter_id: 'before' } })
    for (const text of ['', '[]', '{"adapter_id":"after","training":{"epochs":"3"}}']) {
      assert.throws(() => exporter.setAdapterMetadataFromJson(text), { code: 'metadata.invalid' })
    }
    assert.match(exporter.getAdapterMetadataJson(), /"adapter_id": "before"/u)
  })

  it('says now when nothing else says when', () => {
    const startedAt = Math.floor(Date.now() / 1000) * 1000
    const { exported_at } = JSON.parse(new JsonlLlmExporter().getAdapterMetadataJson()) as {
      exported_at: string
    }
    assert.ok(Date.parse(exported_at) >= startedAt && Date.parse(exported_at) <= Date.now())
  })
})
