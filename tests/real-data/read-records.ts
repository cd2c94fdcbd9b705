import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { data } from './unpack.js'

export type Fields = Readonly<Record<string, string>>

/** The records of files of `../shared/data`, one per line, file by file in the order of their names. */
export function readLines(folder: string, pattern: RegExp): readonly Fields[] {
  return filesIn(join(data, folder), pattern).flatMap((path) =>
    textOf(path)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Fields),
  )
}

/** The values of whole files. */
export function readFiles(folder: string, pattern: RegExp): readonly unknown[] {
  return filesIn(resolve(data, folder), pattern).map((path): unknown => JSON.parse(textOf(path)))
}

export function filesIn(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .toSorted()
    .map((name) => join(folder, name))
}

export function textOf(path: string): string {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}
