import { readdir, stat } from 'node:fs/promises'
import { join, posix, resolve, sep } from 'node:path'
import { LoradexError } from '../../kernel/error.js'
import { counted } from '../propose/counted.js'
import type { FindOptions } from './found-source.js'

/** Files by their extension, in one folder. */
interface FileGroup {
  readonly pattern: string
  /** One of them. */
  readonly path: string
  readonly files: number
  readonly bytes: number
}

/** Extensions of what loradex reads, each perhaps compressed. */
const data = /\.(jsonl|ndjson|json|csv|tsv|parquet|sqlite3?|db|duckdb)(\.gz|\.zst)?$/iu
const databases = /\.(?:sqlite3?|db|duckdb)$/iu

/** Folders within the folder, so deep, and not those of programs. */
const MAX_DEPTH = 3
const skipped: ReadonlySet<string> = new Set(['node_modules', 'out', 'dist'])

/** Its own files: no records. */
const own =
  /^(?:loradex|package(?:-lock)?|tsconfig|schema|manifest|report|adapter_\w+)\.json$|\.schema\.json$/u

const MOST_ENTRIES = 20_000

/**
 * The files of a folder that hold records, as a path or glob: those of one kind in one folder, by name;
 * a person chooses, or else the largest are taken.
 * @throws `source.no-match`
 */
export async function chooseFiles(
  folder: string,
  { cwd, choose }: Pick<FindOptions, 'cwd' | 'choose'>,
): Promise<{ readonly pattern: string; readonly reason: string }> {
  const groups = await groupsIn(folder, cwd)
  const [first] = groups
  if (first === undefined) throw noFiles(folder)
  if (groups.length === 1) {
    return { pattern: patternOf(first), reason: `${describe(first)}: all records of the folder` }
  }
  if (choose) {
    const choices = groups.map((group) => ({ label: patternOf(group), hint: describe(group) }))
    const place = await choose('Which files?', choices)
    return { pattern: patternOf(groups[place] ?? first), reason: 'as chosen' }
  }
  return { pattern: patternOf(first), reason: `the most data of the folder: ${describe(first)}` }
}

/** The largest first. */
async function groupsIn(folder: string, cwd: string): Promise<readonly FileGroup[]> {
  const groups = new Map<string, FileGroup>()
  for (const name of await filesIn(resolve(cwd, folder))) {
    const [extension] = data.exec(name) ?? []
    if (extension === undefined || own.test(posix.basename(name))) continue
    const within = posix.join(folder.replaceAll(sep, '/'), posix.dirname(name))
    const isDatabase = databases.test(name)
    const pattern = posix.join(within, isDatabase ? posix.basename(name) : `*${extension}`)
    // A link may lead to a file, and to nothing.
    const found = await stat(join(resolve(cwd, folder), name)).catch(() => undefined)
    if (!found?.isFile()) continue
    const path = posix.join(within, posix.basename(name))
    const known = groups.get(pattern) ?? { files: 0, bytes: 0 }
    groups.set(pattern, { pattern, path, files: known.files + 1, bytes: known.bytes + found.size })
  }
  return [...groups.values()]
    .filter(({ bytes }) => bytes > 0)
    .toSorted((left, right) => right.bytes - left.bytes || (left.pattern < right.pattern ? -1 : 1))
}

/** Relative to the folder, with `/` between folders; what cannot be read is left out. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  let level = ['']
  for (let depth = 0; depth < MAX_DEPTH && found.length < MOST_ENTRIES; depth += 1) {
    const deeper: string[] = []
    for (const within of level) {
      const entries = await readdir(join(folder, within), { withFileTypes: true }).catch(() => [])
      for (const entry of entries) {
        const name = posix.join(within, entry.name)
        if (entry.name.startsWith('.') || skipped.has(entry.name)) continue
        if (entry.isDirectory()) deeper.push(name)
        else found.push(name)
      }
    }
    level = deeper
  }
  return found.slice(0, MOST_ENTRIES)
}

/** A single file by its name: others that come later may be something else. */
function patternOf({ pattern, path, files }: FileGroup): string {
  return files === 1 ? path : pattern
}

function describe({ files, bytes }: FileGroup): string {
  const size =
    bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${counted(files, 'file')} of ${files === 1 ? '' : 'together '}${size}`
}

function noFiles(folder: string): LoradexError {
  return new LoradexError('source.no-match', {
    message: `expected files of records in ${folder}, saw none`,
    details: { pattern: folder },
    hint: 'Name a file, a glob, a database or a URL: loradex init data/cases.jsonl',
  })
}
