import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { readPlainFile } from '../../disk/plain-file.js'
import { DECODING_BLOCK } from '../../adapters/spec/block-names.js'
import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'

/**
 * Texts of the schema or grammar that metadata names by file and digest, by name, as far as the export has
 * them. Whoever gets the release needs them to decode, and the next version is held against them.
 */
export async function namedFiles(
  metadata: JsonObject,
  exportFolder: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const decoding = metadata.get(DECODING_BLOCK)
  const texts = new Map<string, string>()
  if (!isJsonObject(decoding) || exportFolder === undefined) return texts
  for (const member of [decoding.get('json_schema'), decoding.get('grammar')]) {
    const { file, digest } = named(member)
    if (file === undefined) continue
    const bytes = await readPlainFile(join(exportFolder, file)).catch(() => undefined)
    if (bytes !== undefined && digest === digestOf(bytes)) texts.set(file, bytes.toString('utf8'))
  }
  return texts
}

/** Names that exports write; no others, so that no document of a release is replaced. */
const written = /^(?:schema\.json|grammar\.(?:lark|ebnf|gbnf))$/u

function named(member: Json | undefined): { readonly file?: string; readonly digest?: Json } {
  if (!isJsonObject(member)) return {}
  const [file, digest = null] = [member.get('file'), member.get('digest')]
  return typeof file === 'string' && written.test(file) ? { file, digest } : {}
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
