import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { readPeftConfig } from '#loradex/adapters/peft/read-peft-config.js'
import { readAdapterMetadata } from '#loradex/adapters/read-adapter-metadata.js'
import type { AdapterFiles } from '#loradex/adapters/read/adapter-files.js'
import { bytesInMemory } from '#loradex/adapters/read/byte-source.js'
import { readWeightsFrom } from '#loradex/adapters/read/read-weights.js'
import { bumpAdapter, type Bump } from '#loradex/adapters/versions/bump-adapter.js'
import { release, type Release } from '#loradex/adapters/versions/release.js'
import type { Json } from '#loradex/kernel/json-value.js'
import { fromPlain } from '#loradex/kernel/plain-json.js'

const folder = 'tests/fixtures/peft-adapters-trained/plain'
const weights = await readWeightsFrom(
  bytesInMemory(readFileSync(`${folder}/adapter_model.safetensors`)),
)
const config = JSON.parse(readFileSync(`${folder}/adapter_config.json`, 'utf8')) as object

/** A digest. */
export const sha = (letter: string): string => `sha256:${letter.repeat(64)}`

interface AnswersSchema {
  readonly properties: { readonly label: object; readonly score: object }
  readonly [keyword: string]: unknown
}

interface FirstRelease {
  readonly 'loradex:evaluation': readonly object[]
  readonly [section: string]: unknown
}

/** One answer: a label. */
export const schema: AnswersSchema = {
  type: 'object',
  required: ['label'],
  properties: { label: { enum: ['ham', 'spam'] }, score: { type: 'number' } },
  additionalProperties: false,
}

/** A release that says all it has to. */
export const first: FirstRelease = {
  adapter_id: 'qa',
  adapter_version: '1.0.0',
  base_model: { name: 'mistral', version: 'main' },
  task: { type: 'text-classification', domain: 'mail', language: 'de' },
  training: { dataset_name: 'mails', num_samples: 100, epochs: 3, target_modules: ['q_proj'] },
  'loradex:digests': {
    base_model: {
      config: sha('a'),
      weights: sha('b'),
      tokenizer: sha('c'),
      chat_template: sha('d'),
    },
    adapter: { weights: sha('e'), tensors: sha('f') },
    data: { manifest: sha('1') },
  },
  'loradex:evaluation': [
    { metric: 'accuracy', value: 0.9, dataset: { name: 'mails', split: 'test' } },
    { metric: 'eval_loss', value: 0.5, dataset: { name: 'mails', split: 'test' } },
  ],
}

/** The release after it that says the same, but for its version. */
const second = {
  ...first,
  adapter_version: '1.0.1',
  provenance: { parent_adapter_id: 'qa@1.0.0' },
  'loradex:changelog': [{ version: '1.0.1', changes: ['words'] }],
}

/** A change of a release. */
export interface Made {
  readonly metadata?: object
  readonly peft?: object
  readonly schema?: object
}

function made({ metadata = {}, peft = {}, schema: answers }: Made, start: object): Release {
  const read = readPeftConfig(Buffer.from(JSON.stringify({ ...config, ...peft })))
  assert.ok('config' in read && 'content' in weights)
  const files: AdapterFiles = {
    shown: '',
    config: { file: 'adapter_config.json', path: '', content: read },
    weights: { file: 'adapter_model.safetensors', path: '', content: weights.content },
    metadata: undefined,
    pickles: [],
  }
  const text = JSON.stringify(merged(start, metadata))
  const plain: Json | undefined = answers === undefined ? undefined : fromPlain(answers)
  return release(files, readAdapterMetadata(text), plain)
}

/** Sections are merged, all else is replaced. */
export function merged(start: object, change: object): object {
  const result: Record<string, unknown> = { ...start }
  for (const [key, value] of Object.entries(change)) {
    const before = result[key]
    const isSection = [before, value].every(
      (each) => typeof each === 'object' && each !== null && !Array.isArray(each),
    )
    result[key] = isSection ? merged(before as object, value as object) : (value as unknown)
  }
  return result
}

/** From the first release with one change to the second with another. */
export function bump(after: Made, before: Made = {}): Bump {
  return bumpAdapter(made(before, first), made(after, second))
}
