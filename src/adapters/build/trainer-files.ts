import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readPlainText } from '../../disk/plain-file.js'
import { LoradexError } from '../../kernel/error.js'
import { lineAndColumn } from '../../kernel/json-place.js'
import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { shortPath } from '../../kernel/short-path.js'
import { systemFailure, systemSeen } from '../../kernel/system-failure.js'

/** More than any trainer writes. */
export const MAX_CONFIG_CHARACTERS = 1_000_000

/** A folder that a trainer wrote. */
export interface TrainerFolder {
  readonly path: string
  /** As the user typed it. */
  readonly shown: string
}

/** @throws `metadata.trainer-unreadable` when there is no such folder */
export async function expectFolder({ path, shown }: TrainerFolder): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(shown, systemSeen(cause), cause)
  })
  if (!found.isDirectory()) throw unreadable(shown, 'a file')
}

/** The text of a file; undefined where there is none. @throws as `expectFolder` */
export async function readText(folder: TrainerFolder, name: string): Promise<string | undefined> {
  return readPlainText(join(folder.path, name)).catch((cause: unknown) => {
    if (systemFailure(cause)?.code === 'ENOENT') return undefined
    throw unreadable(join(folder.shown, name), systemSeen(cause), cause)
  })
}

/** A JSON object, in which NaN and infinities are null: Python writes them as no JSON has them. */
export async function readJson(
  folder: TrainerFolder,
  name: string,
): Promise<JsonObject | undefined> {
  const text = await readText(folder, name)
  if (text === undefined) return undefined
  const json = withoutOddNumbers(text)
  const parsed = parseJson(Buffer.from(json))
  const shown = join(folder.shown, name)
  if ('problem' in parsed) {
    const { found, offset } = parsed.problem
    const place = lineAndColumn(json, Buffer.from(json).subarray(0, offset).toString().length)
    throw unreadable(`${shown}:${place}`, found.replace(' of the record', ''))
  }
  return objectIn(parsed.value, shown)
}

/** An object in YAML; what stands for no number is null. */
export async function readYaml(
  folder: TrainerFolder,
  name: string,
): Promise<JsonObject | undefined> {
  const text = await readText(folder, name)
  if (text === undefined) return undefined
  const shown = join(folder.shown, name)
  if (text.length > MAX_CONFIG_CHARACTERS) {
    throw unreadable(shown, `more than ${MAX_CONFIG_CHARACTERS} characters`)
  }
  return objectIn(parsedYaml(text, shown), shown)
}

function parsedYaml(text: string, shown: string): Json {
  try {
    return fromPlain(parse(text, finite, { logLevel: 'error' }) ?? {})
  } catch (cause) {
    throw unreadable(shown, 'text that is no YAML', cause)
  }
}

function finite(_key: unknown, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value
}

function withoutOddNumbers(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|\bNaN\b|-?\bInfinity\b/gsu, (token) =>
    token.startsWith('"') ? token : 'null',
  )
}

function objectIn(value: Json, shown: string): JsonObject {
  if (isJsonObject(value)) return value
  throw unreadable(shown, 'no object')
}

function unreadable(shown: string, seen: string, cause?: unknown): LoradexError {
  return new LoradexError('metadata.trainer-unreadable', {
    message: `${shortPath(shown)}: expected what a trainer wrote, saw ${seen}`,
    details: { path: shown },
    hint: 'Name the output folder of the trainer, or correct the file, or take it away.',
    ...(cause !== undefined && { cause }),
  })
}
