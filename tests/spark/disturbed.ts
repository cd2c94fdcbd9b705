import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Outcome } from '../end-to-end/run-loradex.js'
import { assertSameExport, exportHere, exportOnSpark, type OnSpark } from './compare-engines.js'
import { hardRecords, manyRecords, recipe } from './records.js'
import { areGone, signalEach, workersOf } from './workers.js'

interface Disturbed {
  readonly outcome: Outcome
  /** Processes that got the signal. */
  readonly count: number
}

/** An export by Spark during which processes get a signal. */
export async function disturbed(
  exporting: () => Promise<Outcome>,
  find: () => readonly number[],
  { signal, count = 1 }: { readonly signal: NodeJS.Signals; readonly count?: number },
): Promise<Disturbed> {
  const done = new AbortController()
  const disturbing = signalEach(find, signal, { count, until: done.signal })
  const outcome = await exporting()
  done.abort()
  return { outcome, count: await disturbing }
}

/** Compares with a local export of the folder. */
export async function assertSame(folder: string, { exitCode, stderr }: Outcome): Promise<void> {
  assert.equal(exitCode, 0, stderr)
  const here = await exportHere(folder, ['--out', 'local', '--force'])
  assert.equal(here.exitCode, 0, here.stderr)
  await assertSameExport(join(folder, 'local'), join(folder, 'spark'))
  assert.ok(await areGone(workersOf), 'expected no worker that is left')
  await assert.rejects(access(join(folder, '.spark.loradex-spark')))
  await assert.rejects(access(lockIn(folder)))
}

/** Where the driver of an export to `spark` says that it is one. */
export function lockIn(folder: string): string {
  return join(folder, '.spark.loradex-spark.lock')
}

/** Nothing is at the target, and no process is left. */
export async function assertFailed(folder: string, outcome: Outcome, words: RegExp): Promise<void> {
  assert.match(outcome.stderr, words)
  assert.notEqual(outcome.exitCode, 0)
  await assert.rejects(access(join(folder, 'spark')))
  assert.ok(await areGone(workersOf), 'expected no worker that is left')
}

export function retriedIn({ stdout }: Outcome): number {
  return (JSON.parse(stdout) as { run: { spark: { retried: number } } }).run.spark.retried
}

interface Exported {
  readonly files: Readonly<Record<string, string | Uint8Array>>
  readonly recipe: string
}

export const hard: Exported = { files: hardRecords(), recipe }
/** Enough that somebody can interfere. */
export const large: Exported = {
  files: Object.fromEntries(
    Array.from({ length: 12 }, (_, file) => [
      `data/${file}.jsonl`,
      manyRecords(file * 30_000, file * 30_000 + 31_000),
    ]),
  ),
  recipe,
}

/** By threads of the driver; a task is tried twice. */
export const inProcess: OnSpark = (folder, args = []) =>
  exportOnSpark(folder, 'local[2,2]', ['--out', 'spark', '--json', ...args])

export function conf(setting: string): readonly string[] {
  return ['--spark-conf', setting]
}

/** Tasks that are written down as done. */
export function doneIn(folder: string): number {
  const tasks = join(folder, '.spark.loradex-spark/tasks')
  try {
    return (
      execFileSync('ls', [tasks], { encoding: 'utf8', stdio: 'pipe' }).match(/\.done$/gmu)
        ?.length ?? 0
    )
  } catch {
    return 0
  }
}
