import { rename, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readPlainText } from '../../disk/plain-file.js'
import { readAdapterMetadata, type AdapterMetadata } from '../../adapters/read-adapter-metadata.js'
import { isLoradexError } from '../../kernel/error.js'
import { systemFailure } from '../../kernel/system-failure.js'
import { noMetadata, unwritable } from '../metadata-failure.js'

export interface MetadataFile extends AdapterMetadata {
  readonly text: string
}

/** @throws `metadata.unreadable`, `metadata.invalid` */
export async function readMetadataFile(shown: string, cwd: string): Promise<MetadataFile> {
  const path = resolve(cwd, shown)
  const text = await readPlainText(path).catch((cause: unknown) => {
    throw noMetadata({ path, shown }, cause)
  })
  return { ...readAdapterMetadata(text, { path: shown }), text }
}

/** The same; what is not there is an empty document. */
export async function readOrMakeMetadata(shown: string, cwd: string): Promise<MetadataFile> {
  return readMetadataFile(shown, cwd).catch((error: unknown) => {
    if (isLoradexError(error) && systemFailure(error.cause)?.code === 'ENOENT') {
      return { ...readAdapterMetadata('{}', { path: shown }), text: '{}' }
    }
    throw error
  })
}

/** The whole new file, or the one before. @throws what `unwritable` says */
export async function replaceFile(path: string, text: string, shown: string): Promise<void> {
  try {
    await writeFile(`${path}.new`, text)
    await rename(`${path}.new`, path)
  } catch (cause) {
    throw unwritable(shown, cause)
  }
}
