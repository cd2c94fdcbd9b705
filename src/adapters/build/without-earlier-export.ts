import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'
import { DECODING_BLOCK, TRAINING_BLOCK } from '../spec/block-names.js'

/**
 * A document without what an earlier export said and this one does not: weights of other samples; another
 * constraint, and with it what engines made of that.
 */
export function withoutEarlierExport(document: JsonObject, ofExport: JsonObject): JsonObject {
  const result = new Map(document)
  const training = document.get(TRAINING_BLOCK)
  if (isJsonObject(training)) {
    const kept = new Map(training)
    kept.delete('effective_samples')
    result.set(TRAINING_BLOCK, kept)
  }
  const [before, after] = [document.get(DECODING_BLOCK), ofExport.get(DECODING_BLOCK)]
  if (after !== undefined && constraintOf(before) !== constraintOf(after)) {
    result.delete(DECODING_BLOCK)
  }
  return result
}

/** What is decoded with, whoever tried it: all but the engines. */
function constraintOf(decoding: Json | undefined): string | undefined {
  if (!isJsonObject(decoding)) return undefined
  const kept = new Map(decoding)
  kept.delete('engines')
  return writeJson(kept)
}
