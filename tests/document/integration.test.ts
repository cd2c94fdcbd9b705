// Twins of the code samples that read what an export has written: for PEFT and for Outlines.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { JsonlLlmExporter } from 'loradex'
import { compileSchema, fromPlain, parseJsonText } from 'loradex/schema'
import { makeExportFolder, type ExportFolder } from './export-folder.js'

const outputSchema = {
  type: 'object',
  required: ['instruction', 'output'],
  properties: {
    instruction: { type: 'string' },
    output: {
      type: 'object',
      required: ['answer', 'confidence'],
      properties: { answer: { type: 'string' }, confidence: { type: 'number', maximum: 1 } },
    },
  },
}

describe('a consumer of an export', () => {
  let folder: ExportFolder
  before(async () => {
    folder = await makeExportFolder()
    const exporter = new JsonlLlmExporter(
      {
        structured_gen: {
          enable_schema_validation: true,
          include_schema_in_output: true,
          json_schema: outputSchema,
        },
        adapter_metadata: {
          enable_tracking: true,
          base_model_name: 'mistral-7b-v0.1',
          training_config: { target_modules: ['q_proj', 'v_proj'] },
        },
      },
      { baseFolder: folder.path },
    )
    await exporter.exportEntities([
      { question: 'What is the capital of France?', answer: { answer: 'Paris', confidence: 1 } },
    ])
  })
  after(() => folder.remove())

  it('finds the settings of the adapter in its metadata', async () => {
    const metadata = JSON.parse(await folder.read('adapter_metadata.json')) as {
      readonly base_model: { readonly name: string }
      readonly training: Readonly<Record<string, unknown>>
    }

    const loraConfig = {
      r: metadata.training['lora_rank'],
      lora_alpha: metadata.training['lora_alpha'],
      lora_dropout: metadata.training['lora_dropout'],
      target_modules: metadata.training['target_modules'],
      task_type: 'CAUSAL_LM',
    }

    assert.equal(metadata.base_model.name, 'mistral-7b-v0.1')
    assert.deepEqual(loraConfig, {
      r: 8,
      lora_alpha: 16,
      lora_dropout: 0.1,
      target_modules: ['q_proj', 'v_proj'],
      task_type: 'CAUSAL_LM',
    })
  })

  it('finds the schema for constrained decoding in the sample', async () => {
    const [line = ''] = (await folder.read('train-00000-of-00001.jsonl')).split('\n')
    const sample = JSON.parse(line) as { readonly __schema__?: unknown; readonly output: unknown }

    const schema = sample.__schema__

    assert.deepEqual(schema, outputSchema)
    const validator = compileSchema(fromPlain(schema))
    assert.ok(validator.accepts(parseJsonText(line) ?? null))
    const [error] = validator.errors(fromPlain({ instruction: 'Guess', output: { answer: '?' } }))
    assert.equal(error?.instancePointer, '/output')
  })
})
