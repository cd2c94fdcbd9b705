import { resolve } from 'node:path'
import { readPlainFileNow } from '../disk/plain-file.js'
import { isLoradexError, LoradexError } from '../kernel/error.js'
import { lineAndColumn, placeInJson } from '../kernel/json-place.js'
import type { Json } from '../kernel/json-value.js'
import { parseJson } from '../kernel/parse-json.js'
import { fromPlain } from '../kernel/plain-json.js'
import { shortPath } from '../kernel/short-path.js'
import { systemSeen } from '../kernel/system-failure.js'
import { writeJson } from '../kernel/write-json.js'
import type { ApartOptions } from '../schema/apart/compile-apart.js'
import { compileBounded } from '../schema/apart/compile-bounded.js'
import { compileSchema, type CompiledSchema } from '../schema/validate/compile-schema.js'
import { pointerTokens } from '../schema/validate/json-pointer.js'
import type { SchemaMistake } from '../schema/validate/schema-mistake.js'
import { nearestPath } from '../sources/nearest-path.js'
import { digits } from './digits.js'
import type { StructuredGenRecipe } from './recipe.js'
import { showPath, type Place, type RecipePath } from './recipe-problem.js'

/** A schema of more bytes than this is a data file by mistake. */
const MAX_SCHEMA_BYTES = 16 * 1024 * 1024

export interface LoadedSchema {
  /** JSON text on one line, numbers as they were written. */
  readonly text: string
  /** What is odd about the schema without being wrong; one line each. */
  readonly warnings: readonly string[]
}

export interface SchemaOptions {
  /** What a path to the schema starts from. */
  readonly baseFolder: string
  /** Names a place in the recipe, for messages. @default its dotted path */
  readonly placeOf?: ((path: RecipePath, place?: Place) => string) | undefined
  /** What compiling a large schema may take. @default 10 seconds and 256 MB */
  readonly limits?: ApartOptions | undefined
}

type JsonSchema = NonNullable<StructuredGenRecipe['json_schema']>

const key = ['structured_gen', 'json_schema']

/**
 * The schema of the recipe, which may be a path, an object or JSON text.
 * @throws `schema.invalid` when it cannot be read, is no JSON Schema, or cannot be meant.
 */
export function loadSchema(json_schema: JsonSchema, options: SchemaOptions): LoadedSchema {
  const read = readSchema(json_schema, options)
  let compiled: CompiledSchema
  try {
    compiled = compileSchema(read.schema)
  } catch (error) {
    throw placed(error, read.locate)
  }
  return checked(read, compiled)
}

/** As `loadSchema`, and refuses a schema that takes too long or too much to compile. */
export async function loadSchemaBounded(
  json_schema: JsonSchema,
  options: SchemaOptions,
): Promise<LoadedSchema> {
  const read = readSchema(json_schema, options)
  const compiling = compileBounded(read.schema, options.limits)
  const compiled = await compiling.catch((error: unknown) => {
    throw placed(error, read.locate)
  })
  return checked(read, compiled)
}

type Locate = (pointer: string, place?: Place) => string

interface ReadSchema {
  readonly schema: Json
  readonly locate: Locate
}

function readSchema(json_schema: JsonSchema, options: SchemaOptions): ReadSchema {
  const { baseFolder, placeOf = showPath } = options
  if (typeof json_schema !== 'string') {
    return {
      schema: fromPlain(json_schema),
      locate: (pointer, place) => placeOf([...key, ...pointerTokens(pointer)], place),
    }
  }
  const isText = /^\s*(?:\{|true\s*$|false\s*$)/u.test(json_schema)
  if (isText) return readText(json_schema, placeOf(key))
  return readText(readSchemaFile(json_schema, baseFolder, placeOf(key)), json_schema)
}

function readSchemaFile(path: string, baseFolder: string, place: string): string {
  const bytes = readBytes(path, baseFolder, place)
  if (bytes.length <= MAX_SCHEMA_BYTES) return bytes.toString('utf8').replace(/^\uFEFF/u, '')
  throw unusable(
    `${path}: expected at most ${digits(MAX_SCHEMA_BYTES)} bytes of JSON Schema, saw ${digits(bytes.length)}`,
    'Name the file that holds the schema.',
  )
}

/** `shown` is what messages call the text. */
function readText(text: string, shown: string): ReadSchema {
  const parsed = parseJson(Buffer.from(text))
  if ('problem' in parsed) {
    const { found, offset } = parsed.problem
    const before = Buffer.from(text).subarray(0, offset).toString()
    const place = `${shown}:${lineAndColumn(text, before.length)}`
    throw unusable(
      `${place}: expected a JSON Schema, saw ${found.replace(' of the record', '')}`,
      howToCorrect(shown),
    )
  }
  return {
    schema: parsed.value,
    locate(pointer, place = 'value') {
      const found = placeInJson(text, pointerTokens(pointer))
      return `${shown}:${lineAndColumn(text, found[place])} ${pointer}`.trimEnd()
    },
  }
}

function howToCorrect(shown: string): string {
  return /\.ya?ml$/u.test(shown) ? 'Write the schema as JSON.' : 'Correct the JSON at this place.'
}

function checked({ schema, locate }: ReadSchema, compiled: CompiledSchema): LoadedSchema {
  const { warnings, mistakes } = compiled
  const [first, ...more] = mistakes
  if (first) throw mistaken(first, more.length, locate)
  return { text: writeJson(schema), warnings }
}

/** Failures come with line and column, where they lie in this schema and not in another one. */
function placed(error: unknown, locate: Locate): unknown {
  if (!isLoradexError(error) || !('problem' in error.details)) return error
  const { details, hint, cause } = error
  const { pointer, problem } = details
  const isHere = pointer === '' || pointer.startsWith('/')
  const message = `${isHere ? locate(pointer) : pointer}: ${problem}`
  return new LoradexError('schema.invalid', { message, details, hint, cause })
}

function mistaken(mistake: SchemaMistake, others: number, locate: Locate): LoradexError {
  const { pointer, isKey = false, problem, hint } = mistake
  const more = others === 0 ? '' : ` (and ${others} more like this)`
  const message = `${locate(pointer, isKey ? 'key' : 'value')}: ${problem}${more}`
  return new LoradexError('schema.invalid', { message, details: { pointer, problem }, hint })
}

function readBytes(path: string, baseFolder: string, place: string): Buffer {
  try {
    return readPlainFileNow(resolve(baseFolder, path))
  } catch (cause) {
    const meant = nearestPath(path, baseFolder)
    const question = meant === undefined ? '' : `, did you mean ${meant}?`
    throw unusable(
      `${place}: expected a JSON Schema at ${shortPath(path)}, saw ${systemSeen(cause)}${question}`,
      meant === undefined ? 'Name the file that holds the schema.' : `Name ${meant} instead.`,
      cause,
    )
  }
}

function unusable(message: string, hint: string, cause?: unknown): LoradexError {
  const details = { pointer: '', problem: message }
  return new LoradexError('schema.invalid', { message, details, hint, cause })
}
