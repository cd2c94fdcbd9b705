import { adapterFacts } from '../../adapters/build/adapter-facts.js'
import { adapterDigests } from '../../adapters/build/digest-facts.js'
import type { AdapterFiles } from '../../adapters/read/adapter-files.js'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { canonicalJson, writeJson } from '../../kernel/write-json.js'
import { usageInvalid } from '../usage-invalid.js'
import { valueAt } from './assign.js'

/** More of a value than a message needs. */
const MOST_SHOWN = 80

/** @throws `usage.invalid` for a value that the adapter's own files say otherwise */
export async function refuseContradictions(files: AdapterFiles, given: JsonObject): Promise<void> {
  const { config, weights } = files
  refuse(adapterFacts(files), given, (key) =>
    key === 'loradex:training.trainable_parameters' ? weights.file : (config?.file ?? ''),
  )
  // Digests take reading all of the weights.
  if (valueAt(given, 'loradex:digests.adapter') === undefined) return
  refuse(await adapterDigests(files), given, (key) =>
    key.endsWith('.config') ? (config?.file ?? '') : weights.file,
  )
}

function refuse(facts: JsonObject, given: JsonObject, fileOf: (key: string) => string): void {
  const [found] = contradictions(facts, given, '')
  if (found === undefined) return
  const { key, said, seen } = found
  throw usageInvalid(
    `--set ${key}: expected ${shown(said)}, as ${fileOf(key)} says, saw ${shown(seen)}`,
    'Leave it out, or correct the file: --set is for what no file says.',
  )
}

interface Contradiction {
  readonly key: string
  readonly said: Json
  readonly seen: Json
}

function* contradictions(said: Json, seen: Json, key: string): Generator<Contradiction> {
  if (!isJsonObject(said) || !isJsonObject(seen)) {
    if (canonicalJson(sorted(said)) !== canonicalJson(sorted(seen))) yield { key, said, seen }
    return
  }
  for (const [name, value] of seen) {
    const fact = said.get(name)
    if (fact !== undefined) yield* contradictions(fact, value, key === '' ? name : `${key}.${name}`)
  }
}

/** Modules stand in any order. */
function sorted(value: Json): Json {
  return isJsonArray(value) ? value.map(canonicalJson).toSorted() : value
}

function shown(value: Json): string {
  const text = writeJson(value)
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN).toWellFormed()}…` : text
}
