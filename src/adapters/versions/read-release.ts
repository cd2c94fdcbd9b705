import { join } from 'node:path'
import { readPlainText } from '../../disk/plain-file.js'
import { LoradexError } from '../../kernel/error.js'
import type { Json } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { shortPath } from '../../kernel/short-path.js'
import { contentOf } from '../read/adapter-files.js'
import { readAdapter } from '../read/read-adapter.js'
import { fact, release, type Release } from './release.js'

/**
 * The release in a folder: its files, its metadata, and the schema of answers that the metadata names.
 * @throws `adapter.unreadable`, and `metadata.unreadable` without metadata
 */
export async function readRelease(folder: string, shown: string = folder): Promise<Release> {
  const files = await readAdapter(folder, shown)
  const metadata = contentOf(files.metadata)
  if (metadata === undefined) {
    const path = join(shown, 'adapter_metadata.json')
    const seen = files.metadata && 'fault' in files.metadata ? files.metadata.fault.seen : 'none'
    throw new LoradexError('metadata.unreadable', {
      message: `${shortPath(path)}: expected adapter metadata, saw ${seen}`,
      details: { path },
      hint: 'Write it with loradex metadata build.',
    })
  }
  const plain = release(files, metadata)
  const schema = await readSchema(folder, fact(plain, 'loradex:decoding.json_schema.file'))
  return schema === undefined ? plain : release(files, metadata, schema)
}

/** Only of a file in the folder itself. */
async function readSchema(folder: string, name: Json | undefined): Promise<Json | undefined> {
  if (typeof name !== 'string' || !/^[\w-][\w.-]*$/u.test(name)) return undefined
  const text = await readPlainText(join(folder, name)).catch(() => undefined)
  return text === undefined ? undefined : parseJsonText(text)
}
