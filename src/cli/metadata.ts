import { resolve } from 'node:path'
import { adapterMetadataDocument } from '../adapters/adapter-metadata.js'
import { checkAdapterMetadata } from '../adapters/check-metadata.js'
import { problemLine } from '../adapters/metadata-problem.js'
import { readAdapterMetadata } from '../adapters/read-adapter-metadata.js'
import { keepLayout } from '../adapters/spec/keep-layout.js'
import { isJsonArray, isJsonObject, type Json } from '../kernel/json-value.js'
import { fromPlain } from '../kernel/plain-json.js'
import { indentJson, writeJson } from '../kernel/write-json.js'
import { flagOption, type RunCommand } from './command.js'
import type { CommandIo } from './command-io.js'
import { assign, readAssignment, valueAt } from './metadata/assign.js'
import { readMetadataFile, readOrMakeMetadata, replaceFile } from './metadata/metadata-file.js'
import type {
  MetadataChange,
  MetadataCheckOutput,
  MetadataSetOutput,
  MetadataShowOutput,
} from './outputs/metadata-output.js'

const DEFAULT_FILE = 'adapter_metadata.json'

export const showMetadata: RunCommand = async (given, io) => {
  const [file = DEFAULT_FILE] = given.arguments
  const { document } = await readMetadataFile(file, io.cwd)
  if (flagOption(given, 'json')) {
    const printed: Keys<MetadataShowOutput> = { format_version: 1, file, metadata: document }
    print(printed, io)
    return 0
  }
  for (const [path, value] of leaves(document, '')) io.stdout(`${path.padEnd(32)} ${value}`)
  return 0
}

export const checkMetadataCommand: RunCommand = async (given, io) => {
  const [file = DEFAULT_FILE] = given.arguments
  const { errors, warnings } = checkAdapterMetadata(await readMetadataFile(file, io.cwd))
  const passed = errors.length === 0
  if (flagOption(given, 'json')) {
    const printed: MetadataCheckOutput = { format_version: 1, file, passed, errors, warnings }
    print(printed, io)
  }
  for (const problem of errors) io.stderr(`error ${problemLine(problem)}`)
  for (const problem of warnings) io.stderr(`warning ${problemLine(problem)}`)
  io.stderr(`${counted(errors.length, 'error')}, ${counted(warnings.length, 'warning')}`)
  return passed ? 0 : 3
}

export const setMetadata: RunCommand = async (given, io) => {
  const [file = DEFAULT_FILE, ...texts] = given.arguments
  const assignments = texts.map((text) => readAssignment(text ?? ''))
  const { document: before, text: original } = await readOrMakeMetadata(file, io.cwd)
  const assigned = assignments.reduce(assign, before)
  // Read again, so that a wrong type is refused before anything is written.
  const { config } = readAdapterMetadata(indentJson(assigned), { path: file, hasPlaces: false })
  const after = adapterMetadataDocument(config, { original: assigned, fillsIn: false })
  const text = before.size === 0 ? indentJson(after) : keepLayout(original, before, after)
  const changes = assignments.map(({ key }) => ({
    key,
    before: valueAt(before, key) ?? null,
    after: valueAt(after, key) ?? null,
  }))
  const isDry = flagOption(given, 'dryRun')
  if (!isDry) await replaceFile(resolve(io.cwd, file), text, file)
  if (flagOption(given, 'json')) {
    const written = !isDry
    const printed: Keys<MetadataSetOutput> = {
      format_version: 1,
      file,
      written,
      changes,
      metadata: after,
    }
    print(printed, io)
  }
  for (const change of changes) io.stderr(changeLine(change))
  const does = isDry ? 'would be set, nothing was written' : 'set'
  io.stderr(`${file}: ${counted(changes.length, 'key')} ${does}`)
  return 0
}

/** The keys of an output; numbers in it keep all their digits, which its type cannot say. */
type Keys<Output> = Readonly<Record<keyof Output, unknown>>

function print(shown: object, io: CommandIo): void {
  io.stdout(indentJson(fromPlain(shown)).trimEnd())
}

type Change = Readonly<Record<Exclude<keyof MetadataChange, 'key'>, Json>> &
  Pick<MetadataChange, 'key'>

function changeLine({ key, before, after }: Change): string {
  return `  ${key}: ${before === null ? 'nothing' : writeJson(before)} → ${writeJson(after)}`
}

function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`
}

function* leaves(value: Json, path: string): Generator<readonly [string, string]> {
  if (isJsonArray(value) && value.some((item) => isJsonObject(item))) {
    for (const [index, item] of value.entries()) yield* leaves(item, `${path}.${index}`)
    return
  }
  if (!isJsonObject(value)) {
    yield [
      path,
      typeof value === 'string' ? value : indentJson(value).trimEnd().replace(/\n\s*/gu, ' '),
    ]
    return
  }
  for (const [key, member] of value) yield* leaves(member, path === '' ? key : `${path}.${key}`)
}
