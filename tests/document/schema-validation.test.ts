// Twins of the code samples on JSON Schema validation.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { JsonlLlmExporter, type ExporterConfig } from 'loradex'
import { compact, makeExportFolder, type ExportFolder } from './export-folder.js'

describe('JSON Schema validation', () => {
  const config = {
    style: 'instruction_tuning',
    structured_gen: {
      enable_schema_validation: true,
      reject_invalid_samples: true,
      log_validation_errors: true,
      json_schema: `{
        "type": "object",
        "required": ["instruction", "output"],
        "properties": {
          "instruction": {"type": "string", "minLength": 10},
          "output": {"type": "string", "minLength": 20},
          "input": {"type": "string"}
        }
      }`,
      include_schema_in_output: true,
    },
  } satisfies ExporterConfig

  const entities = [
    {
      question: 'What is the capital of France?',
      answer: 'Paris is the capital and largest city of France.',
    },
    { question: 'Why?', answer: 'Because Paris is the capital of France.' },
  ]

  let folder: ExportFolder
  before(async () => {
    folder = await makeExportFolder()
  })
  after(() => folder.remove())

  it('writes the documented line, with the schema for constrained decoding', async () => {
    const exporter = new JsonlLlmExporter(
      { ...config, metadata: { include_metadata: false } },
      { baseFolder: folder.path },
    )
    const stats = await exporter.exportEntities(entities)

    assert.equal(
      await folder.read('train-00000-of-00001.jsonl'),
      '{"instruction":"What is the capital of France?",' +
        '"output":"Paris is the capital and largest city of France.","weight":1.0,' +
        `"__schema__":${compact(config.structured_gen.json_schema)}}\n`,
    )
    assert.equal(
      (await folder.read('schema.json')).trim(),
      compact(config.structured_gen.json_schema),
    )
    assert.deepEqual(stats.errors, ["entities:2: Field 'instruction' too short (min 10 chars)"])
    assert.equal(stats.failed_entities, 1)
  })

  it('validates a sample on its own', () => {
    const exporter = new JsonlLlmExporter(config)

    const { valid, error } = exporter.validateAgainstSchema('{"instruction": "Why?"}')

    assert.equal(valid, false)
    assert.equal(
      error,
      "Missing required field: output; Field 'instruction' too short (min 10 chars)",
    )
  })

  it('validates an output of structured JSON', async () => {
    const exporter = new JsonlLlmExporter(
      {
        style: 'instruction_tuning',
        structured_gen: {
          enable_schema_validation: true,
          include_schema_in_output: true,
          json_schema: `{
            "type": "object",
            "required": ["instruction", "output"],
            "properties": {
              "instruction": {"type": "string"},
              "output": {
                "type": "object",
                "required": ["answer", "confidence"],
                "properties": {
                  "answer": {"type": "string"},
                  "confidence": {"type": "number", "minimum": 0.0, "maximum": 1.0},
                  "sources": {"type": "array", "items": {"type": "string"}}
                }
              }
            }
          }`,
        },
      },
      { baseFolder: folder.path },
    )
    const answer = { answer: 'Paris', confidence: 0.98, sources: ['atlas'] }
    const stats = await exporter.exportEntities(
      [
        { question: 'What is the capital of France?', answer },
        { question: 'What is the capital of Spain?', answer: { ...answer, confidence: 1.5 } },
        { question: 'What is the capital of Italy?', answer: { answer: 'Rome' } },
      ],
      { force: true },
    )

    assert.deepEqual([stats.exported_entities, stats.failed_entities], [1, 2])
    assert.match(stats.errors.join('\n'), /^entities:2: .*confidence.*\nentities:3: .*confidence/u)
    const sample = JSON.parse(await folder.read('train-00000-of-00001.jsonl')) as {
      readonly output: unknown
      readonly __schema__: { readonly required: readonly string[] }
    }
    assert.deepEqual(sample.output, answer)
    assert.deepEqual(sample.__schema__.required, ['instruction', 'output'])
  })
})
