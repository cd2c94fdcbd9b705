import { createHash, type Hash } from 'node:crypto'

/** Bytes of a leaf. The tree hash of no more than that is a plain SHA-256. */
export const LEAF_BYTES: number = 1024 * 1024

/** What is known of all whole leaves so far. Plain JSON. */
export interface TreeState {
  readonly leaves: number
  /** Of the whole trees that so many leaves are, the largest first; in hex. */
  readonly roots: readonly string[]
}

/**
 * SHA-256 tree hash, as Amazon S3 Glacier defines it: leaves of 1 MiB, the last one shorter, hashed pairwise, level by
 * level, where one without a partner goes up as it is.
 */
export interface TreeHash {
  update(bytes: Uint8Array): void
  state(): TreeState
  /** In hex; to be asked once. */
  hex(): string
}

/** Of whole leaves; none where nothing is known. */
export function bytesIn(state: TreeState | undefined): number {
  return (state?.leaves ?? 0) * LEAF_BYTES
}

/** Goes on behind the leaves of `from`. */
export function startTreeHash(from: TreeState = { leaves: 0, roots: [] }): TreeHash {
  const roots: Uint8Array[] = from.roots.map((root) => Buffer.from(root, 'hex'))
  let { leaves } = from
  let leaf: Hash | undefined
  let filled = 0

  /** One more tree of a single leaf: two of a size are one of the next. */
  function endLeaf(hash: Hash): void {
    let root: Uint8Array = hash.digest()
    for (let count = leaves; count % 2 === 1; count = (count - 1) / 2) {
      root = parentOf(roots.pop(), root)
    }
    roots.push(root)
    leaves += 1
    leaf = undefined
    filled = 0
  }

  return {
    update(bytes) {
      for (let at = 0; at < bytes.length;) {
        const end = Math.min(bytes.length, at + LEAF_BYTES - filled)
        leaf ??= createHash('sha256')
        leaf.update(bytes.subarray(at, end))
        filled += end - at
        at = end
        if (filled === LEAF_BYTES) endLeaf(leaf)
      }
    },
    state: () => ({ leaves, roots: roots.map(hexOf) }),
    hex() {
      if (leaf || leaves === 0) endLeaf(leaf ?? createHash('sha256'))
      return hexOf(roots.reduceRight((right, left) => parentOf(left, right)))
    },
  }
}

function parentOf(left: Uint8Array = new Uint8Array(), right: Uint8Array): Uint8Array {
  return createHash('sha256').update(left).update(right).digest()
}

function hexOf(digest: Uint8Array): string {
  return Buffer.from(digest).toString('hex')
}
