import { readFile, rename, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { adapterMetadataDocument } from '../adapters/adapter-metadata.js'
import { checkAdapterMetadata } from '../adapters/check-metadata.js'
import { problemLine } from '../adapters/metadata-problem.js'
import { readAdapterMetadata, type AdapterMetadata } from '../adapters/read-adapter-metadata.js'
import { isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { indentJson } from '../kernel/write-json.js'
import { systemFailure } from '../kernel/system-failure.js'
import { flagOption, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import { noMetadata, unwritable } from './metadata-failure.js'
import { usageInvalid } from './usage-invalid.js'

const DEFAULT_FILE = 'adapter_metadata.json'

export const showMetadata: RunCommand = async (given, io) => {
  const { document } = await readFileOf(given.arguments[0], io)
  if (flagOption(given, 'json')) {
    io.stdout(indentJson(document).trimEnd())
    return 0
  }
  for (const [path, value] of leaves(document, '')) io.stdout(`${path.padEnd(32)} ${value}`)
  return 0
}

export const checkMetadataCommand: RunCommand = async (given, io) => {
  const { errors, warnings } = checkAdapterMetadata(await readFileOf(given.arguments[0], io))
  if (flagOption(given, 'json')) io.stdout(JSON.stringify({ errors, warnings }, null, 2))
  for (const problem of errors) io.stderr(`error ${problemLine(problem)}`)
  for (const problem of warnings) io.stderr(`warning ${problemLine(problem)}`)
  io.stderr(`${errors.length} errors, ${warnings.length} warnings`)
  return errors.length === 0 ? 0 : 3
}

export const setMetadata: RunCommand = async (given, io) => {
  const [file, ...assignments] = given.arguments
  const shown = file ?? DEFAULT_FILE
  const path = resolve(io.cwd, shown)
  const before = await readOrNothing(path, shown)
  let document: JsonObject = before
  for (const assignment of assignments) document = assign(document, assignment ?? '')
  // Read again, so that a wrong type is refused before anything is written.
  const { config } = readAdapterMetadata(indentJson(document), {
    path: shown,
    hasPlaces: false,
  })
  const text = indentJson(adapterMetadataDocument(config, { original: document }))
  await writeWhole(path, text).catch((cause: unknown) => {
    throw unwritable(shown, cause)
  })
  io.stderr(`${shown}: set ${assignments.length} ${assignments.length === 1 ? 'key' : 'keys'}`)
  return 0
}

/** All or nothing. */
async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

async function readFileOf(file: string | undefined, io: CommandIo): Promise<AdapterMetadata> {
  const shown = file ?? DEFAULT_FILE
  const path = resolve(io.cwd, shown)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw noMetadata({ path, shown }, cause)
  })
  return readAdapterMetadata(text, { path: shown })
}

async function readOrNothing(path: string, shown: string): Promise<JsonObject> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (systemFailure(cause)?.code === 'ENOENT') return '{}'
    throw noMetadata({ path, shown }, cause)
  })
  return readAdapterMetadata(text, { path: shown }).document
}

/** `training.epochs=3`: the value is JSON where it can be read as that, else text. */
function assign(document: JsonObject, assignment: string): JsonObject {
  const [, path = '', text = ''] = /^([^=]+)=(.*)$/su.exec(assignment) ?? []
  if (path === '') {
    throw usageInvalid(
      `loradex metadata set: expected key=value, saw ${JSON.stringify(assignment.slice(0, 60))}`,
      'Write the key as a dotted path, for example adapter_version=1.1.0.',
    )
  }
  return setAt(document, path.split('.'), readValue(path, text))
}

/** Texts that look like numbers, such as versions, stay texts. */
function readValue(path: string, text: string): Json {
  const isTyped = path.startsWith('training.') && path !== 'training.dataset_name'
  return (isTyped || /^[[{"]/u.test(text) ? parseJsonText(text) : undefined) ?? text
}

function setAt(
  object: JsonObject,
  [key = '', ...rest]: readonly string[],
  value: Json,
): JsonObject {
  const before = object.get(key)
  const after =
    rest.length === 0 ? value : setAt(isJsonObject(before) ? before : new Map(), rest, value)
  return new Map([...object, [key, after]])
}

function* leaves(value: Json, path: string): Generator<readonly [string, string]> {
  if (!isJsonObject(value)) {
    yield [
      path,
      typeof value === 'string' ? value : indentJson(value).trimEnd().replace(/\n\s*/gu, ' '),
    ]
    return
  }
  for (const [key, member] of value) yield* leaves(member, path === '' ? key : `${path}.${key}`)
}
