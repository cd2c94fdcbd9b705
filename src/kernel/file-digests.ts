import { createHash } from 'node:crypto'
import { startTreeHash, type TreeState } from './tree-hash.js'

/**
 * What files of lines are known by: a SHA-256 tree hash, the SHA-256 of all bytes beside it, or nothing. Records as they
 * are read have a SHA-256 unless it is nothing.
 */
export type Digests = 'tree' | 'sha256' | 'none'

/** What files that are listed so are checked by. */
export function digestsListed({ sha256, sha256_tree }: FileDigests): Digests {
  if (sha256_tree !== undefined) return 'tree'
  return sha256 === undefined ? 'none' : 'sha256'
}

/** Whether nothing that both of them have is another. */
export function mayBeSame(left: FileDigests, right: FileDigests): boolean {
  return isSame(left.sha256_tree, right.sha256_tree) && isSame(left.sha256, right.sha256)
}

/** Whether there is one that both of them have. */
export function canBeCompared(left: FileDigests, right: FileDigests): boolean {
  return (
    (left.sha256_tree !== undefined && right.sha256_tree !== undefined) ||
    (left.sha256 !== undefined && right.sha256 !== undefined)
  )
}

function isSame(left: string | undefined, right: string | undefined): boolean {
  return left === undefined || right === undefined || left === right
}

/** What a file is known by, in hex; empty where an export has no digests. */
export interface FileDigests {
  /** Tree hash of its bytes: see `startTreeHash`. */
  readonly sha256_tree?: string
  /** Of its bytes, as `sha256sum` prints it. */
  readonly sha256?: string
}

/** The digests of what goes by. */
export interface RunningFileDigests {
  update(bytes: Uint8Array): void
  /** What another one can go on with, from its last whole leaf on; undefined where it cannot. */
  state(): TreeState | undefined
  /** To be asked once. */
  end(): FileDigests
}

/** Only what computes nothing but a tree can go on with one: a flat hash has no state to be saved. */
export function startFileDigests(digests: Digests, from?: TreeState): RunningFileDigests {
  if (digests === 'none') {
    return { update: () => undefined, state: () => undefined, end: () => ({}) }
  }
  const tree = startTreeHash(from)
  if (digests === 'tree') {
    return {
      update: tree.update,
      state: tree.state,
      end: () => ({ sha256_tree: tree.hex() }),
    }
  }
  const flat = createHash('sha256')
  return {
    update(bytes) {
      tree.update(bytes)
      flat.update(bytes)
    },
    state: () => undefined,
    end: () => ({ sha256_tree: tree.hex(), sha256: flat.digest('hex') }),
  }
}
