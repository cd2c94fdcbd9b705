/** JSON Schema of adapter metadata 1.0: the core profile, and a block for each kind of extension. */

const text = { type: 'string' }
const count = { type: 'integer', minimum: 0 }
const digest = {
  type: 'string',
  pattern: '^sha256:[0-9a-f]{64}$',
  description: 'SHA-256 of the bytes, in hex.',
}
const digests = { type: 'object', additionalProperties: digest }
const instant = {
  type: 'string',
  pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`,
  description: 'UTC, to the second.',
}
const version = {
  type: 'string',
  pattern: String.raw`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`,
  description: 'A semantic version, 2.0.0.',
}
const texts = { type: 'array', items: { type: 'string', pattern: String.raw`\S` } }

function object(properties: object, required: readonly string[] = []): object {
  const rules = { type: 'object', properties, additionalProperties: false }
  return required.length === 0 ? rules : { ...rules, required }
}

/** Of the core profile: members that nobody knows are kept, and so allowed. */
function open(properties: object, required: readonly string[] = []): object {
  const rules = { type: 'object', properties, additionalProperties: true }
  return required.length === 0 ? rules : { ...rules, required }
}

const digestsBlock = object({
  base_model: { ...digests, description: 'config, weights, tokenizer, chat_template.' },
  adapter: { ...digests, description: 'weights, tensors (the values alone), config.' },
  data: { ...digests, description: 'manifest, plan, and each shard by its name.' },
})

const trainingBlock = object({
  lora: { type: 'object', description: 'The options of PEFT that decide what the weights mean.' },
  trainable_parameters: count,
  peft_version: text,
  software: { type: 'object', additionalProperties: text, description: 'Versions by name.' },
  optimizer: open({ name: text }, ['name']),
  scheduler: open({ name: text }, ['name']),
  precision: { enum: ['fp32', 'tf32', 'bf16', 'fp16', 'fp8'] },
  quantization: { type: ['string', 'null'], description: 'Of the base model while training.' },
  hardware: open({ device: text, count }),
  seeds: { type: 'object', additionalProperties: count },
  steps: count,
  batch_size: count,
  gradient_accumulation_steps: count,
  max_length: count,
  effective_samples: {
    type: 'number',
    minimum: 0,
    description: 'Samples of equal weight that would say as much: (Σw)² / Σw².',
  },
  train_loss: { type: 'number' },
  duration_seconds: { type: 'number', minimum: 0 },
  finished_at: instant,
})

const decodingBlock = object({
  json_schema: object({ digest, file: text }),
  regex: text,
  grammar: object({ syntax: { enum: ['gbnf', 'ebnf', 'lark'] }, digest, file: text }, ['syntax']),
  engines: {
    type: 'array',
    items: object(
      {
        engine: text,
        version: text,
        verdict: { enum: ['accepted', 'refused', 'ignored'] },
        seen: text,
      },
      ['engine', 'verdict'],
    ),
  },
})

const evaluationBlock = {
  type: 'array',
  items: object(
    {
      metric: { type: 'string', pattern: '^[a-z][a-z0-9_]*$' },
      value: { type: 'number' },
      higher_is_better: { type: 'boolean' },
      samples: count,
      confidence_interval: object(
        {
          level: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
          low: { type: 'number' },
          high: { type: 'number' },
          method: text,
        },
        ['level', 'low', 'high'],
      ),
      dataset: object({ name: text, split: text, digest }, ['name']),
      harness: object({ name: text, version: text }, ['name']),
      seed: count,
      outputs_digest: digest,
      baseline: object({ value: { type: 'number' }, outputs_digest: digest }, ['value']),
    },
    ['metric', 'value', 'dataset'],
  ),
}

const useBlock = object({
  license: { type: 'string', pattern: String.raw`\S`, description: 'SPDX expression.' },
  intended: texts,
  out_of_scope: texts,
  risks: {
    type: 'array',
    items: object({ risk: text, mitigation: text }, ['risk']),
  },
})

const changelogBlock = {
  type: 'array',
  items: object(
    {
      version,
      date: { type: 'string', format: 'date' },
      changes: { ...texts, minItems: 1 },
    },
    ['version', 'changes'],
  ),
}

const vllmBlock = open({
  vllm_version: text,
  max_lora_rank: { type: 'integer', minimum: 1 },
  enable_multi_lora: { type: 'boolean' },
  adapter_path: text,
  serving_config: { type: 'object' },
})

const properties = {
  adapter_id: {
    type: 'string',
    pattern: String.raw`^[A-Za-z0-9][\w.-]{0,95}(/[A-Za-z0-9][\w.-]{0,95})?$`,
    not: { pattern: String.raw`\.\.` },
  },
  adapter_version: version,
  base_model: open({ name: { type: 'string', pattern: String.raw`\S` }, version: text }, ['name']),
  task: open({ type: text, domain: text, language: text }),
  training: open(
    {
      dataset_name: text,
      num_samples: count,
      epochs: count,
      learning_rate: { type: 'number', minimum: 0 },
      lora_rank: { type: 'integer', minimum: 1 },
      lora_alpha: { type: 'number', exclusiveMinimum: 0 },
      lora_dropout: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
      target_modules: { ...texts, minItems: 1, uniqueItems: true },
    },
    ['target_modules'],
  ),
  provenance: open({ created_by: text, data_source_uri: text, parent_adapter_id: text }),
  custom: { type: 'object', description: 'Anything; texts by the core profile.' },
  exported_at: instant,
  'loradex:digests': digestsBlock,
  'loradex:training': trainingBlock,
  'loradex:decoding': decodingBlock,
  'loradex:evaluation': evaluationBlock,
  'loradex:use': useBlock,
  'loradex:changelog': changelogBlock,
  vllm: vllmBlock,
}

export const metadataSchema: {
  readonly properties: Readonly<Record<string, unknown>>
  readonly [key: string]: unknown
} = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://loradex.dev/schemas/adapter-metadata-v1.json',
  title: 'adapter metadata 1.0',
  type: 'object',
  properties,
  required: ['adapter_id', 'base_model', 'training'],
  additionalProperties: true,
}

/** Names of members that the core profile has. */
export const coreMembers: readonly string[] = [
  'adapter_id',
  'adapter_version',
  'base_model',
  'task',
  'training',
  'provenance',
  'custom',
  'exported_at',
]
