import { dirname } from 'node:path'
import type { JsonObject } from '../../kernel/json-value.js'
import { unreadableBase } from '../base/unreadable-base.js'
import { contentOf, type AdapterFiles } from '../read/adapter-files.js'
import { DIGESTS_BLOCK } from '../spec/block-names.js'
import { fileDigest } from './file-digest.js'
import { factsOf } from './merge-facts.js'

/** Digests of an adapter's files, and of its values alone, which a new header leaves as they are. */
export async function adapterDigests(files: AdapterFiles): Promise<JsonObject> {
  const { weights, config } = files
  const content = contentOf(weights)
  const folder = dirname(weights.path)
  const start = content?.format === 'safetensors' ? content.header.dataStart : undefined
  return factsOf({
    [DIGESTS_BLOCK]: factsOf({
      adapter: factsOf({
        weights: await fileDigest(folder, weights.file),
        tensors: start === undefined ? undefined : await fileDigest(folder, weights.file, start),
        config: config && (await fileDigest(folder, config.file)),
      }),
    }),
  })
}

/** Files of a base model whose change is another base model; the first that is there counts. */
const baseFiles = {
  config: ['config.json'],
  weights: ['model.safetensors.index.json', 'model.safetensors'],
  tokenizer: ['tokenizer.json', 'tokenizer.model'],
  chat_template: ['chat_template.jinja', 'chat_template.json'],
} as const

/** @throws `adapter.base-unreadable` where none of them is there. */
export async function baseDigests(folder: string): Promise<JsonObject> {
  const found: Record<string, string | undefined> = {}
  for (const [key, names] of Object.entries(baseFiles)) {
    for (const name of names) found[key] ??= await fileDigest(folder, name)
  }
  if (Object.values(found).every((digest) => digest === undefined)) {
    throw unreadableBase(folder, 'none of its files')
  }
  return factsOf({ [DIGESTS_BLOCK]: factsOf({ base_model: factsOf(found) }) })
}
