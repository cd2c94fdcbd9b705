import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { LoradexError, messageOf } from '../kernel/error.js'
import { parseJson } from '../kernel/parse-json.js'
import { fromPlain } from '../kernel/plain-json.js'
import { writeJson } from '../kernel/write-json.js'
import { compileSchema } from '../schema/validate/compile-schema.js'
import type { StructuredGenRecipe } from './recipe.js'

/** A schema of more bytes than this is a data file by mistake. */
const MAX_SCHEMA_BYTES = 16 * 1024 * 1024

export interface LoadedSchema {
  /** JSON text on one line, numbers as they were written. */
  readonly text: string
  /** What is odd about the schema without being wrong; one line each. */
  readonly warnings: readonly string[]
}

/**
 * The schema of the recipe, which may be a path, an object or JSON text.
 * @throws `schema.invalid` when it cannot be read or is no JSON Schema.
 */
export function loadSchema(
  json_schema: NonNullable<StructuredGenRecipe['json_schema']>,
  baseFolder: string,
): LoadedSchema {
  if (typeof json_schema !== 'string')
    return checked(writeJson(fromPlain(json_schema)), 'json_schema')
  const isText = /^\s*(?:\{|true\s*$|false\s*$)/u.test(json_schema)
  if (isText) return checked(json_schema, 'structured_gen.json_schema')
  return checked(readSchemaFile(resolve(baseFolder, json_schema), json_schema), json_schema)
}

function readSchemaFile(path: string, shown: string): string {
  const bytes = readBytes(path, shown)
  if (bytes.length <= MAX_SCHEMA_BYTES) return bytes.toString('utf8').replace(/^\uFEFF/u, '')
  const message = `expected at most ${MAX_SCHEMA_BYTES} bytes of schema at ${shown}, saw ${bytes.length}`
  throw unusable(message, 'Name the file that holds the schema.')
}

function checked(text: string, shown: string): LoadedSchema {
  const parsed = parseJson(Buffer.from(text))
  if ('problem' in parsed) {
    const { found, offset } = parsed.problem
    const place = placeOf(text, offset)
    throw unusable(`${shown}:${place}: expected JSON, saw ${found}`, 'Correct the JSON text.')
  }
  const { warnings } = compileSchema(parsed.value)
  return { text: writeJson(parsed.value), warnings }
}

function readBytes(path: string, shown: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw unusable(`expected a JSON Schema at ${shown}: ${messageOf(cause)}`, 'Check the path.')
  }
}

/** Line and column of a byte position, both from 1. */
function placeOf(text: string, offset: number): string {
  const before = Buffer.from(text).subarray(0, offset).toString()
  const lines = before.split('\n')
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
}

function unusable(message: string, hint: string): LoradexError {
  return new LoradexError('schema.invalid', { message, details: { pointer: '' }, hint })
}
