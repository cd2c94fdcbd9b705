import { createHash } from 'node:crypto'
import type { Digests } from './file-digests.js'

/** The SHA-256 of what goes by. */
export interface RunningDigest {
  update(bytes: Uint8Array | string): void
  /** In hex, of all that has come; undefined where none is computed. To be asked once. */
  hex(): string | undefined
}

export function startDigest(digests: Digests): RunningDigest {
  if (digests === 'none') return { update: () => undefined, hex: () => undefined }
  const hash = createHash('sha256')
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') }
}
