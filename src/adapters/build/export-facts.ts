import { join } from 'node:path'
import { readPlainFile } from '../../disk/plain-file.js'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { numberOf } from '../peft/field-kinds.js'
import { DECODING_BLOCK, DIGESTS_BLOCK, TRAINING_BLOCK } from '../spec/block-names.js'
import { decodingFacts, listedDigests } from './decoding-facts.js'
import { effectiveSamples, hasWeights } from './effective-samples.js'
import { exportMetadata, type ExportMetadataOptions } from './export-metadata.js'
import { fileDigest } from './file-digest.js'
import { factsOf, mergeFacts } from './merge-facts.js'
import { effectiveIn, type ListedShard } from './shard-weights.js'

/** The split that is trained on, as recipes and loaders call it. */
const TRAIN = 'train'

/**
 * What an export says of the data: its own `adapter_metadata.json`, samples of the split `train` and what
 * their weights make of them, what they were held to, and the digests of its manifest and plan. Undefined
 * when there is no manifest.
 * @throws `metadata.invalid`, `metadata.unreadable`
 */
export async function exportFacts(
  folder: string,
  options: ExportMetadataOptions = {},
): Promise<JsonObject | undefined> {
  const manifest = await readObject(join(folder, 'manifest.json'))
  if (manifest === undefined) return undefined
  const plan = manifest.get('plan_digest')
  const shards = trainedShards(manifest.get('shards'))
  const trained = samplesIn(shards)
  const counts = manifest.get('counts')
  const emitted = isJsonObject(counts) ? numberOf(counts.get('emitted')) : undefined
  const report = await listedObject(folder, 'report.json', manifest)
  return mergeFacts(
    await exportMetadata(folder, report, options),
    factsOf({
      training: factsOf({ num_samples: trained }),
      [TRAINING_BLOCK]: factsOf({
        effective_samples:
          effectiveSamples(report, { trained, emitted }) ??
          (hasWeights(report) ? await effectiveIn(folder, shards.map(listed)) : undefined),
      }),
      [DECODING_BLOCK]: await decodingFacts(folder, manifest),
      [DIGESTS_BLOCK]: factsOf({
        data: factsOf({
          manifest: await fileDigest(folder, 'manifest.json'),
          plan: typeof plan === 'string' ? `sha256:${plan.replace('sha256:', '')}` : undefined,
        }),
      }),
    }),
  )
}

function trainedShards(shards: Json | undefined): readonly JsonObject[] {
  return (isJsonArray(shards) ? shards : [])
    .filter(isJsonObject)
    .filter((shard) => shard.get('split') === TRAIN)
}

function samplesIn(shards: readonly JsonObject[]): number | undefined {
  if (shards.length === 0) return undefined
  return shards.reduce((sum, shard) => sum + (numberOf(shard.get('records')) ?? 0), 0)
}

function listed(shard: JsonObject): ListedShard {
  const [file, sha256, tree] = ['file', 'sha256', 'sha256_tree'].map((key) => shard.get(key))
  return {
    file: typeof file === 'string' ? file : '',
    bytes: numberOf(shard.get('bytes')) ?? 0,
    ...(typeof sha256 === 'string' && { sha256 }),
    ...(typeof tree === 'string' && { sha256_tree: tree }),
  }
}

/** The object in a file, if it is the one that the manifest lists; else an empty one. */
async function listedObject(
  folder: string,
  file: string,
  manifest: JsonObject,
): Promise<JsonObject> {
  const isListed = (await fileDigest(folder, file)) === listedDigests(manifest).get(file)
  return (isListed ? await readObject(join(folder, file)) : undefined) ?? new Map<string, Json>()
}

/** A JSON object in a file; undefined where there is none. */
async function readObject(path: string): Promise<JsonObject | undefined> {
  const bytes = await readPlainFile(path).catch(() => undefined)
  const parsed = bytes && parseJson(bytes)
  return parsed && 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : undefined
}
