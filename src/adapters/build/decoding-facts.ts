import { join } from 'node:path'
import { readPlainText } from '../../disk/plain-file.js'
import { isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { fileDigest } from './file-digest.js'
import { factsOf } from './merge-facts.js'

const syntaxes = ['lark', 'ebnf', 'gbnf'] as const

/** What an export held its samples to: its file, with the digest that the manifest lists. */
export async function decodingFacts(folder: string, manifest: JsonObject): Promise<JsonObject> {
  const listed = listedDigests(manifest)
  const syntax = syntaxes.find((each) => listed.has(`grammar.${each}`))
  return factsOf({
    json_schema: fileOf('schema.json', listed),
    regex: await textOf(folder, 'regex.txt', listed),
    grammar:
      syntax && factsOf({ syntax, ...Object.fromEntries(fileOf(`grammar.${syntax}`, listed)) }),
  })
}

/** `sha256:…` of the files beside the shards, by name. */
export function listedDigests(manifest: JsonObject): ReadonlyMap<string, string> {
  const files = manifest.get('files')
  return new Map(
    Array.from(isJsonObject(files) ? files : []).flatMap(([name, digest]) =>
      typeof digest === 'string' ? [[name, `sha256:${digest}`] as const] : [],
    ),
  )
}

function fileOf(file: string, listed: ReadonlyMap<string, string>): JsonObject {
  const digest = listed.get(file)
  return digest === undefined ? new Map() : factsOf({ digest, file })
}

/** A text that is not the one that the manifest lists says nothing. */
async function textOf(
  folder: string,
  file: string,
  listed: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const digest = listed.get(file)
  if (digest === undefined || (await fileDigest(folder, file)) !== digest) return undefined
  return readPlainText(join(folder, file))
}
