// Twins of the configuration structures.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkRecipe, type Recipe } from 'loradex'

describe('a configuration', () => {
  const { structured_gen, adapter_metadata, quality_metrics } = checkRecipe({
    source: { type: 'stdin' },
  })

  it('has the documented defaults of structured generation', () => {
    const { infer_schema, ...shared } = structured_gen
    const documented: typeof shared = {
      enable_schema_validation: false,
      include_schema_in_output: false,
      reject_invalid_samples: true,
      log_validation_errors: true,
    }
    assert.deepEqual(shared, documented)
    assert.equal(infer_schema, false, 'is ours')
  })

  it('has the documented defaults of adapter metadata', () => {
    const documented: Recipe['adapter_metadata'] = {
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
    }
    assert.deepEqual(adapter_metadata, documented)
  })

  it('has the documented defaults of quality metrics', () => {
    const { track_distinct_ngrams, ...shared } = quality_metrics
    const documented: typeof shared = {
      enable_metrics: false,
      track_per_sample: false,
      aggregate_stats: true,
      track_schema_compliance: true,
      track_length_distribution: true,
      track_diversity_score: true,
    }
    assert.deepEqual(shared, documented)
    assert.equal(track_distinct_ngrams, false, 'is ours')
  })
})
