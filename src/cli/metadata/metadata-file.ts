import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readAdapterMetadata, type AdapterMetadata } from '../../adapters/read-adapter-metadata.js'
import { LoradexError, messageOf } from '../../kernel/error.js'

/** @throws `metadata.unreadable`, `metadata.invalid` */
export async function readMetadataFile(shown: string, cwd: string): Promise<AdapterMetadata> {
  const text = await readFile(resolve(cwd, shown), 'utf8').catch((cause: unknown) => {
    throw new LoradexError('metadata.unreadable', {
      message: `expected adapter metadata at ${shown}: ${messageOf(cause)}`,
      details: { path: shown },
      hint: 'Name the adapter_metadata.json of an export or adapter.',
      cause,
    })
  })
  return readAdapterMetadata(text, { path: shown })
}

/** The same; what is not there is an empty document. */
export async function readOrMakeMetadata(shown: string, cwd: string): Promise<AdapterMetadata> {
  return readMetadataFile(shown, cwd).catch((error: unknown) => {
    if (isMissing(error)) return readAdapterMetadata('{}', { path: shown })
    throw error
  })
}

function isMissing(error: unknown): boolean {
  const cause = error instanceof LoradexError ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}
