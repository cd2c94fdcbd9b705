import { join, resolve } from 'node:path'
import { readPlainFile } from '../../disk/plain-file.js'
import { isJsonObject, type Json } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { writeJson } from '../../kernel/write-json.js'
import type { CommandIo } from '../command-io.js'
import type { Candidate } from './candidate.js'
import type { Line } from './read-line.js'

const places = { 'drop-code': ['counts', 'dropped'], split: ['emitted', 'splits'] } as const

/** Reasons to drop, or splits, of the export that the line names first, with how many there are. */
export async function exportFacts(
  kind: keyof typeof places,
  { positionals }: Line,
  { cwd }: Pick<CommandIo, 'cwd'>,
): Promise<readonly Candidate[]> {
  const path = join(resolve(cwd, positionals[0] ?? 'out'), 'report.json')
  const bytes = await readPlainFile(path).catch(() => undefined)
  const parsed = bytes === undefined ? undefined : parseJson(bytes)
  let found: Json | undefined = parsed !== undefined && 'value' in parsed ? parsed.value : undefined
  for (const key of places[kind]) found = isJsonObject(found) ? found.get(key) : undefined
  if (!isJsonObject(found)) return []
  const noun = kind === 'split' ? 'sample' : 'record'
  return Array.from(found, ([value, count]) => ({
    value,
    about: `${writeJson(count)} ${count === 1 ? noun : `${noun}s`}`,
  }))
}
