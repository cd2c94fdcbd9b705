import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { numberOf } from '../peft/field-kinds.js'
import { DIGESTS_BLOCK } from '../spec/block-names.js'
import { fileDigest } from './file-digest.js'
import { factsOf, mergeFacts } from './merge-facts.js'

/** The split that is trained on, as recipes and loaders call it. */
const TRAIN = 'train'

/**
 * What an export says of the data: its own `adapter_metadata.json`, samples of the split `train`, and
 * the digests of its manifest and plan. Undefined when there is no manifest.
 */
export async function exportFacts(folder: string): Promise<JsonObject | undefined> {
  const manifest = await readObject(join(folder, 'manifest.json'))
  if (manifest === undefined) return undefined
  const own = (await readObject(join(folder, 'adapter_metadata.json'))) ?? new Map<string, Json>()
  const plan = manifest.get('plan_digest')
  return mergeFacts(
    own,
    factsOf({
      training: factsOf({ num_samples: trainedSamples(manifest.get('shards')) }),
      [DIGESTS_BLOCK]: factsOf({
        data: factsOf({
          manifest: await fileDigest(folder, 'manifest.json'),
          plan: typeof plan === 'string' ? `sha256:${plan.replace('sha256:', '')}` : undefined,
        }),
      }),
    }),
  )
}

function trainedSamples(shards: Json | undefined): number | undefined {
  const ofTrain = (isJsonArray(shards) ? shards : [])
    .filter(isJsonObject)
    .filter((shard) => shard.get('split') === TRAIN)
  if (ofTrain.length === 0) return undefined
  return ofTrain.reduce((sum, shard) => sum + (numberOf(shard.get('records')) ?? 0), 0)
}

/** A JSON object in a file; undefined where there is none. */
export async function readObject(path: string): Promise<JsonObject | undefined> {
  const bytes = await readFile(path).catch(() => undefined)
  const parsed = bytes && parseJson(bytes)
  return parsed && 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : undefined
}
