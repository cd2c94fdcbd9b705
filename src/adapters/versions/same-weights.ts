import { fact, type Release } from './release.js'

/** Whether the values are the same, by their digest; undefined where nobody can tell. */
export function sameWeights(before: Release, after: Release): boolean | undefined {
  for (const part of ['tensors', 'weights']) {
    const path = `loradex:digests.adapter.${part}`
    const [old, now] = [fact(before, path), fact(after, path)]
    if (old !== undefined && now !== undefined) return old === now
  }
  return undefined
}
