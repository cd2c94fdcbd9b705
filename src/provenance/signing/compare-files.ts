import { ADDED_LATER, IGNORED, isIgnored } from './file-names.js'
import { hashFile } from './hash-file.js'
import { listFiles } from './list-files.js'
import type { ModelPlace } from './model-place.js'
import type { SignedModel } from './model-predicate.js'

/** Names of files, each in the order of names. */
export interface FileDifferences {
  readonly changed: readonly string[]
  readonly missing: readonly string[]
  /**
   * There, and covered by nothing: added later, or left out by who signed. Only what every tool
   * leaves out is not listed: `.git` and its like, the cache of downloads, the signature itself.
   */
  readonly unsigned: readonly string[]
}

interface Comparison {
  readonly differences: FileDifferences
  /** Of the files that are signed and there. */
  readonly bytes: number
}

/** Reads every file once, but for those in `signatures`, which nothing can sign. */
export async function compareFiles(
  place: ModelPlace,
  model: SignedModel,
  signatures: readonly string[],
): Promise<Comparison> {
  const signed = new Set(model.resources.map(({ name }) => name))
  const found = new Map<string, string>()
  let bytes = 0
  for (const { name, path } of await listFiles(place, leftOutBy(model, signatures))) {
    const digest = signed.has(name) ? await hashFile(path) : { sha256: '', bytes: 0 }
    found.set(name, digest.sha256)
    bytes += digest.bytes
  }
  return { differences: differencesOf(found, model), bytes }
}

/** Whoever signs may list what to leave out; that makes a verifier blind to no file. */
export function leftOutBy(
  { resources }: SignedModel,
  signatures: readonly string[],
): readonly string[] {
  return [...signatures, ...IGNORED, ...ADDED_LATER].filter(
    (path) => !resources.some(({ name }) => isIgnored(name, [path])),
  )
}

/** By digests of the files that are there; those of files that nobody has signed are not looked at. */
export function differencesOf(
  found: ReadonlyMap<string, string>,
  { resources }: SignedModel,
): FileDifferences {
  const signed = new Map(resources.map(({ name, digest }) => [name, digest]))
  const names = [...found.keys()]
  return {
    changed: names.filter((name) => signed.has(name) && signed.get(name) !== found.get(name)),
    missing: [...signed.keys()].filter((name) => !found.has(name)),
    unsigned: names.filter((name) => !signed.has(name)),
  }
}
