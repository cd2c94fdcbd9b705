import { join } from 'node:path'
import { readPlainFile, readPlainText } from '../../disk/plain-file.js'
import { readAdapterMetadata } from '../../adapters/read-adapter-metadata.js'
import { isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { systemFailure, systemSeen } from '../../kernel/system-failure.js'
import { hashFile } from '../signing/hash-file.js'
import { listFiles } from '../signing/list-files.js'
import { modelInvalid } from '../signing/model-failure.js'
import { findModel } from '../signing/model-place.js'
import type { AdapterFacts, FileFact } from './facts.js'
import { licenseOf, metricsOf } from './metadata-facts.js'

/** What loaders read, beside the base: weights and their configuration. */
const loaded = /(?:\.safetensors|\.gguf|\.bin|(?:^|\/)adapter_config\.json)$/u

export const METADATA = 'adapter_metadata.json'
export const CONFIG = 'adapter_config.json'

/**
 * What a folder with an adapter says of itself.
 * @throws `model.invalid`, `metadata.invalid`
 */
export async function readAdapter(folder: string, shown: string = folder): Promise<AdapterFacts> {
  const place = await findModel(folder, shown)
  const metadata = await readAdapterMetadataOf(place.folder, shown)
  const files: FileFact[] = []
  for (const { name, path } of await listFiles(place, ['.git', '.cache'])) {
    if (loaded.test(name)) files.push({ name, ...(await hashFile(path)) })
  }
  return {
    metadata: metadata.config,
    document: metadata.document,
    config: await readConfig(place.folder, shown),
    files,
    metrics: metricsOf(metadata.document),
    license: licenseOf(metadata.document),
  }
}

async function readAdapterMetadataOf(folder: string, shown: string) {
  const text = await readPlainText(join(folder, METADATA)).catch((cause: unknown) => {
    if (systemFailure(cause)?.code === 'ENOENT') return '{}'
    throw modelInvalid(shown, {
      expected: 'adapter metadata that can be read',
      seen: `${systemSeen(cause)} at ${METADATA}`,
      hint: 'Make the file readable, or remove it.',
      cause,
    })
  })
  return readAdapterMetadata(text, { path: `${shown}/${METADATA}` })
}

async function readConfig(folder: string, shown: string): Promise<JsonObject> {
  const bytes = await readPlainFile(join(folder, CONFIG)).catch((cause: unknown) => {
    throw noAdapter(shown, `${systemSeen(cause)} at ${CONFIG}`, cause)
  })
  const parsed = parseJson(bytes)
  if ('value' in parsed && isJsonObject(parsed.value)) return parsed.value
  throw noAdapter(shown, `something else than an object in ${CONFIG}`)
}

function noAdapter(shown: string, seen: string, cause?: unknown): Error {
  return modelInvalid(shown, {
    expected: 'the folder of an adapter, as PEFT saves it',
    seen,
    hint: 'Name the folder that save_pretrained wrote: the one with adapter_config.json.',
    cause,
  })
}
