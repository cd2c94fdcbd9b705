import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isLoradexError } from '../kernel/error.js'
import { DEFAULT_ADAPTER_METADATA } from './adapter-config.js'
import { readAdapterMetadata } from './read-adapter-metadata.js'

function problemsOf(text: string): readonly string[] {
  try {
    readAdapterMetadata(text)
  } catch (error) {
    assert.ok(isLoradexError(error) && error.code === 'metadata.invalid')
    return (error.details as { readonly problems: readonly string[] }).problems
  }
  return []
}

describe('readAdapterMetadata', () => {
  it('has the documented defaults for what is missing', () => {
    const { config } = readAdapterMetadata('{}')
    assert.deepEqual(config, { ...DEFAULT_ADAPTER_METADATA, enable_tracking: true })
  })

  it('names every value of a wrong type, where it is and what it should be', () => {
    const text = `{
      "adapter_id": 7, "adapter_version": null, "base_model": "mistral", "exported_at": 0,
      "training": { "num_samples": 1.5, "epochs": "3", "lora_rank": 1e400, "learning_rate": "2e-4",
        "target_modules": ["q_proj", 1] }, "custom": [] }`
    assert.deepEqual(problemsOf(text), [
      '/base_model: expected an object, saw string "mistral"',
      '/custom: expected an object, saw an empty array',
      '/adapter_id: expected a string, saw number 7',
      '/adapter_version: expected a string, saw null',
      '/training/num_samples: expected a whole number, saw number 1.5',
      '/training/epochs: expected a whole number, saw string "3"',
      '/training/learning_rate: expected a number, saw string "2e-4"',
      '/training/lora_rank: expected a whole number, saw number 1e400',
      '/training/target_modules: expected an array of strings, saw array',
      '/exported_at: expected a string, saw number 0',
    ])
  })

  it('reads a whole number with a fraction of zero, and leaves ranges to the check', () => {
    const { config } = readAdapterMetadata('{"training":{"lora_rank":8.0,"epochs":-1}}')
    assert.equal(config.training_config.lora_rank, 8)
    assert.equal(config.training_config.epochs, -1)
  })

  for (const [text, problem] of [
    ['', 'document: expected adapter metadata in JSON, saw the end'],
    ['{"a":1,"a":2}', 'document: expected adapter metadata in JSON, saw key "a" given twice'],
    ['[]', 'document: expected an object, saw an empty array'],
    ['null', 'document: expected an object, saw null'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.deepEqual(problemsOf(text), [problem])
    })
  }

  it('shows no more of a long value than its start', () => {
    const [problem = ''] = problemsOf(JSON.stringify({ base_model: '📜'.repeat(500) }))
    assert.ok(problem.length < 130 && problem.isWellFormed(), problem)
  })

  it('names the file it was told', () => {
    assert.throws(() => readAdapterMetadata('[]', { path: 'a/adapter_metadata.json' }), {
      code: 'metadata.invalid',
      message: /^a\/adapter_metadata\.json:1:1 document: expected an object/u,
    })
  })
})
