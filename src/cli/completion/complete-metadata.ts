import { resolve } from 'node:path'
import { readPlainText } from '../../disk/plain-file.js'
import { adapterMetadataDocument } from '../../adapters/adapter-metadata.js'
import { readAdapterMetadata } from '../../adapters/read-adapter-metadata.js'
import { isJsonObject, type Json } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'
import type { CommandIo } from '../command-io.js'
import type { Candidate } from './candidate.js'
import type { Line } from './read-line.js'

/** Keys of the adapter metadata that the line names, with what they hold now. */
export async function completeMetadata(
  { positionals, current }: Line,
  { cwd }: Pick<CommandIo, 'cwd'>,
): Promise<readonly Candidate[]> {
  const text = await readPlainText(resolve(cwd, positionals[0] ?? '')).catch(() => '{}')
  const leaves = leavesOf(documentOf(text), '')
  const equals = current.text.indexOf('=')
  if (equals < 0) return leaves.map(({ key, value }) => ({ value: `${key}=`, about: value }))
  const known = leaves.filter(({ key }) => key === current.text.slice(0, equals))
  return known.map(({ key, value }) => ({ value: `${key}=${value}`, about: 'as it is' }))
}

function documentOf(text: string): Json {
  try {
    const { config, document } = readAdapterMetadata(text)
    return adapterMetadataDocument(config, { original: document })
  } catch {
    return null
  }
}

interface MetadataLeaf {
  readonly key: string
  readonly value: string
}

function leavesOf(value: Json, path: string): readonly MetadataLeaf[] {
  if (!isJsonObject(value)) {
    return path === ''
      ? []
      : [{ key: path, value: typeof value === 'string' ? value : writeJson(value) }]
  }
  return Array.from(value).flatMap(([key, member]) =>
    leavesOf(member, path === '' ? key : `${path}.${key}`),
  )
}
