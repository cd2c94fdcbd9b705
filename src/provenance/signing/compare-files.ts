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
  { resources }: SignedModel,
  signatures: readonly string[],
): Promise<Comparison> {
  const signed = new Map(resources.map(({ name, digest }) => [name, digest]))
  // Whoever signs may list what to leave out; that makes a verifier blind to no file.
  const leftOut = [...signatures, ...IGNORED, ...ADDED_LATER].filter(
    (path) => !resources.some(({ name }) => isIgnored(name, [path])),
  )
  const files = await listFiles(place, leftOut)
  const changed: string[] = []
  let bytes = 0
  for (const { name, path } of files) {
    const digest = signed.get(name)
    if (digest === undefined) continue
    const found = await hashFile(path)
    bytes += found.bytes
    if (found.sha256 !== digest) changed.push(name)
  }
  const there = new Set(files.map(({ name }) => name))
  return {
    differences: {
      changed,
      missing: [...signed.keys()].filter((name) => !there.has(name)),
      unsigned: files.map(({ name }) => name).filter((name) => !signed.has(name)),
    },
    bytes,
  }
}
