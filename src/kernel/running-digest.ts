import { createHash } from 'node:crypto'

/** What is computed over the bytes of records and shards. */
export type Digests = 'sha256' | 'none'

/** The digest of what goes by. */
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
