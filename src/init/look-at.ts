import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LoradexError } from '../kernel/error.js'
import { columnsOf } from './columns/columns-of.js'
import type { Findings } from './propose/proposal.js'
import type { RecordSample } from './sample/record-sample.js'
import { sampleRecords } from './sample/sample-records.js'
import type { FoundSource } from './source/found-source.js'
import { noRecords } from './source/no-records.js'

export interface LookOptions {
  readonly recipeFolder: string
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads some of a source, and finds its columns. Writes only to a temporary folder.
 * @throws `init.no-records`, `source.wrong-format` when nothing that was read is a record
 */
export async function lookAt(
  { looks, env, name, rows }: FoundSource,
  { recipeFolder, signal }: LookOptions,
): Promise<Findings> {
  const spoolFolder = await mkdtemp(join(tmpdir(), 'loradex-init-'))
  try {
    const seen = await sampleRecords(looks, {
      baseFolder: recipeFolder,
      env,
      spoolFolder,
      signal,
    })
    // What a database says of its rows is old, and what was read is not.
    const total =
      seen.total ?? (rows === undefined ? undefined : Math.max(rows, seen.records.length))
    const sample = { ...seen, ...(total !== undefined && { total }) }
    if (sample.records.length === 0)
      throw sample.damaged.size === 0 ? noRecords(name) : noObjects(name, sample)
    return { sample, columns: columnsOf(sample.records) }
  } finally {
    await rm(spoolFolder, { recursive: true, force: true })
  }
}

function noObjects(name: string, { damaged }: RecordSample): LoradexError {
  const reasons = Array.from(damaged, ([code, count]) => `${count} × ${code}`).join(', ')
  return new LoradexError('source.wrong-format', {
    message: `expected JSON objects as records in ${name}, saw ${reasons}`,
    details: { input: name, expected: 'JSON objects' },
    hint: 'Look up the reasons in docs/rejects.md; records must be JSON objects.',
  })
}
