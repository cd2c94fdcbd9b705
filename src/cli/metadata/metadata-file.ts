import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readAdapterMetadata, type AdapterMetadata } from '../../adapters/read-adapter-metadata.js'
import { isLoradexError } from '../../kernel/error.js'
import { systemFailure } from '../../kernel/system-failure.js'
import { noMetadata } from '../metadata-failure.js'

/** @throws `metadata.unreadable`, `metadata.invalid` */
export async function readMetadataFile(shown: string, cwd: string): Promise<AdapterMetadata> {
  const path = resolve(cwd, shown)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw noMetadata({ path, shown }, cause)
  })
  return readAdapterMetadata(text, { path: shown })
}

/** The same; what is not there is an empty document. */
export async function readOrMakeMetadata(shown: string, cwd: string): Promise<AdapterMetadata> {
  return readMetadataFile(shown, cwd).catch((error: unknown) => {
    if (isLoradexError(error) && systemFailure(error.cause)?.code === 'ENOENT') {
      return readAdapterMetadata('{}', { path: shown })
    }
    throw error
  })
}
