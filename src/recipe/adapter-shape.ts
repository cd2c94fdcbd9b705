import { z } from 'zod'
import type { AdapterMetadataConfig, TrainingConfig } from '../adapters/adapter-config.js'
import type { ShapeOf } from './field-shape.js'

/** Beyond these a number is a slip of the finger. */
const MOST_EPOCHS = 1_000_000
const HIGHEST_RANK = 65_536
const HIGHEST_ALPHA = 1_000_000

const text = z.string().default('')

const trainingConfig = z.strictObject({
  dataset_name: text.describe('Name of the data set.'),
  num_samples: z
    .int()
    .min(0)
    .default(0)
    .describe('Samples trained on; 0 is filled in from the export.'),
  epochs: z.int().min(0).max(MOST_EPOCHS).default(0).describe('Passes over the data.'),
  learning_rate: z.number().min(0).max(1000).default(0).describe('Step size of the optimiser.'),
  lora_rank: z.int().min(1).max(HIGHEST_RANK).default(8).describe('Rank of the adapter.'),
  lora_alpha: z.number().min(0).max(HIGHEST_ALPHA).default(16).describe('Scale of the adapter.'),
  lora_dropout: z.number().min(0).max(1).default(0.1).describe('Share of activations dropped.'),
  target_modules: z
    .array(z.string().min(1))
    .default([])
    .describe('Modules that get an adapter, for example q_proj.'),
} satisfies ShapeOf<TrainingConfig>)

export const adapterMetadataShape: z.ZodType<AdapterMetadataConfig> = z
  .strictObject({
    enable_tracking: z.boolean().default(false).describe('Writes adapter_metadata.json.'),
    adapter_id: text.describe('For example themis-legal-qa-v1.'),
    adapter_version: z.string().default('1.0.0').describe('MAJOR.MINOR.PATCH.'),
    base_model_name: text.describe('The model the adapter is for.'),
    base_model_version: text.describe('Its version.'),
    task_type: text.describe('For example question-answering.'),
    domain: text.describe('For example legal.'),
    language: z.string().default('en').describe('Language code of the data.'),
    training_config: trainingConfig.prefault({}).describe('How the adapter is trained.'),
    created_by: text.describe('Person or team.'),
    data_source_uri: text.describe('Where the records came from.'),
    parent_adapter_id: text.describe('The adapter this one continues; empty for a first version.'),
    custom_metadata: z
      .record(z.string(), z.string())
      .default({})
      .describe('Anything else, as texts.'),
  } satisfies ShapeOf<AdapterMetadataConfig>)
  .prefault({})
