import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readPlainFile } from '../disk/plain-file.js'
import { LoradexError } from '../kernel/error.js'
import { systemSeen } from '../kernel/system-failure.js'
import { isJsonObject, jsonKind, type Json } from '../kernel/json-value.js'
import { parseJson } from '../kernel/parse-json.js'
import { toPlain } from '../kernel/plain-json.js'
import { reportFacts, valueAt, type ReportFacts } from '../report/html/report-facts.js'
import { report as reportShape } from '../shapes/report.js'

export interface FoundReport {
  readonly facts: ReportFacts
  /** Whether the path is that of the folder, and not of the file in it. */
  readonly isFolder: boolean
  /** What is odd about it, without being wrong. */
  readonly warnings: readonly string[]
  /** SHA-256 in hex of the other documents by name; empty where there is no manifest. */
  readonly listed: ReadonlyMap<string, string>
}

export interface ReadReportOptions {
  /** As messages call the path. @default the path */
  readonly shownPath?: string
}

const FILE = 'report.json'
const FORMAT = 1

/**
 * Reads the report of an export from its folder, or from the file itself, and checks its shape.
 * @throws `report.missing`, `report.damaged` or `report.newer`.
 */
export async function readReport(
  path: string,
  { shownPath = path }: ReadReportOptions = {},
): Promise<FoundReport> {
  const file = await findReport(path, shownPath)
  const shownFile = file === path ? shownPath : join(shownPath, FILE)
  const bytes = await readPlainFile(file).catch((cause: unknown) => {
    throw missing(shownFile, systemSeen(cause), cause)
  })
  const json = parse(bytes, shownFile)
  checkFormat(json, shownFile)
  checkShape(json, shownFile)
  const listed = await readListed(dirname(file))
  const expected = listed.get(FILE)
  const isChanged = basename(file) === FILE && expected !== undefined && expected !== sha256(bytes)
  const warnings = isChanged
    ? [`${shownFile} is not the file that manifest.json lists: it was changed after the export`]
    : []
  return { facts: reportFacts(json), isFolder: file !== path, warnings, listed }
}

async function findReport(path: string, shownPath: string): Promise<string> {
  const found = await stat(path).catch((cause: unknown) => {
    throw missing(shownPath, systemSeen(cause), cause)
  })
  if (!found.isDirectory()) return path
  const file = join(path, FILE)
  await stat(file).catch((cause: unknown) => {
    throw missing(shownPath, `no ${FILE} there`, cause)
  })
  return file
}

function parse(bytes: Uint8Array, shownFile: string): Json {
  const parsed = parseJson(bytes)
  if ('value' in parsed) return parsed.value
  const { found, offset } = parsed.problem
  throw damaged(shownFile, [`expected JSON, saw ${found} at byte ${offset}`])
}

function checkFormat(json: Json, shownFile: string): void {
  const format = valueAt(json, 'format_version')
  if (typeof format !== 'number' || format <= FORMAT) return
  throw new LoradexError('report.newer', {
    message: `${shownFile}: expected format ${FORMAT} or an earlier one, saw ${format}`,
    details: { path: shownFile, format_version: format },
    hint: 'Use the version of loradex that wrote it, or a newer one.',
  })
}

/** More help nobody. */
const MOST_PROBLEMS = 3

function checkShape(json: Json, shownFile: string): void {
  if (!isJsonObject(json)) throw damaged(shownFile, [`expected an object, saw ${jsonKind(json)}`])
  const { error } = reportShape.safeParse(toPlain(json))
  if (error === undefined) return
  const problems = error.issues.map(({ path, message }) => {
    const text = message
      .replace(/^Invalid input: /u, '')
      .replace(/, received (?:undefined)?/u, ', saw ')
      .replace(/saw $/u, 'saw none')
    return `${path.length === 0 ? '' : `${path.map(String).join('.')}: `}${text}`
  })
  throw damaged(shownFile, problems)
}

/** No manifest, or none that can be read, lists nothing: the report stands for itself. */
async function readListed(folder: string): Promise<ReadonlyMap<string, string>> {
  const bytes = await readPlainFile(join(folder, 'manifest.json')).catch(() => new Uint8Array())
  const parsed = parseJson(bytes)
  const files = 'value' in parsed ? valueAt(parsed.value, 'files') : undefined
  if (!isJsonObject(files)) return new Map()
  return new Map(
    Array.from(files, ([name, digest]) => [name, typeof digest === 'string' ? digest : '']),
  )
}

function missing(shownPath: string, seen: string, cause: unknown): LoradexError {
  return new LoradexError('report.missing', {
    message: `${shownPath}: expected an export, saw ${seen}`,
    details: { path: shownPath },
    hint: 'Name the folder that `loradex export` wrote.',
    cause,
  })
}

function damaged(shownFile: string, problems: readonly string[]): LoradexError {
  const rest = problems.length - MOST_PROBLEMS
  const shown = problems.slice(0, MOST_PROBLEMS).join('; ')
  return new LoradexError('report.damaged', {
    message: `${shownFile}: ${shown}${rest > 0 ? `; and ${rest} more` : ''}`,
    details: { path: shownFile, problems },
    hint: 'Export again, or restore report.json as the export wrote it.',
  })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
