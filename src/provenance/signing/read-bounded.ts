import { stat } from 'node:fs/promises'
import { readPlainFile } from '../../disk/plain-file.js'
import { malformed } from './signature-failure.js'

/** A signature lists every file, and few things are stated of a model; more than this is neither. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * A file of signatures. A link, as in the cache of the Hub, is followed: nothing is believed before it is verified.
 * @throws `signature.invalid` for a file that is too large
 */
export async function readBounded(path: string, shown: string): Promise<Buffer> {
  const entry = await stat(path)
  if (entry.size > MOST_BYTES) throw malformed(shown, 'a signature', 'more than 64 MiB')
  return readPlainFile(path)
}
