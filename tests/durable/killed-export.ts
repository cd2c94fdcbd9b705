import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { digestsOf } from '../end-to-end/read-export.js'
import { startLoradex, type Ended } from '../end-to-end/run-loradex.js'

const FILES = 16
const RECORDS = 60

const recipe = {
  source: { type: 'jsonl', path: 'in/*.jsonl' },
  metadata: { metadata_fields: ['topic'] },
  quality: { min_text_length: 8, skip_duplicates: true },
  quality_metrics: { enable_metrics: true, track_per_sample: true },
  split: { key: 'question', ratios: { train: 0.8, test: 0.2 } },
  output: { shard_bytes: 9000 },
}

function recordOf(number: number): object {
  const answer = number % 11 === 3 ? 'short' : `It is ${'x'.repeat(number % 90)} ${number % 700}.`
  return { question: `What is ${number % 700}?`, answer, topic: `t${number % 5}` }
}

/** Small files, each a part of its own, and all that can happen to records. */
export async function inKillFolder<Result>(
  compression: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'durable-'))
  try {
    await mkdir(join(folder, 'in'))
    for (let file = 0; file < FILES; file += 1) {
      const lines = Array.from(
        { length: RECORDS },
        (_, index) => `${JSON.stringify(recordOf(file * RECORDS + index))}\n`,
      )
      await writeFile(join(folder, 'in', `${String(file).padStart(2, '0')}.jsonl`), lines.join(''))
    }
    const output = { ...recipe.output, compression }
    await writeFile(join(folder, 'loradex.yaml'), JSON.stringify({ ...recipe, output }))
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** With a checkpoint after every part. */
export const oftenWritten = { LORADEX_CHECKPOINT_MS: '0', LORADEX_PROGRESS: 'none' }

export const exportArgs: readonly string[] = [
  'export',
  '--out',
  'out',
  '--resume',
  '--workers',
  '1',
]

export async function exportOnce(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return startLoradex(exportArgs, { cwd: folder, env: { ...oftenWritten, ...env } }).ended
}

/** Resolves when the journal is begun. */
export async function isWriting(folder: string): Promise<void> {
  while (!existsSync(join(folder, '.out.loradex', 'journal', 'plan'))) await pause(2)
}

export interface Undisturbed {
  readonly digests: object
  readonly ms: number
  /** Of that, since the journal was begun. */
  readonly writingMs: number
}

/** What the export comes to when nothing happens to it. The target is gone afterwards. */
export async function undisturbed(folder: string): Promise<Undisturbed> {
  const startedAt = performance.now()
  const exporting = exportOnce(folder)
  await Promise.race([isWriting(folder), exporting])
  const begunAt = performance.now()
  const ended = await exporting
  if (ended.exitCode !== 0) throw new Error(ended.stderr)
  const endedAt = performance.now()
  const digests = await visible(folder)
  await rm(join(folder, 'out'), { recursive: true })
  return { digests: digests ?? {}, ms: endedAt - startedAt, writingMs: endedAt - begunAt }
}

/** Digests of what stands at the target. */
export async function visible(folder: string): Promise<object | undefined> {
  const target = join(folder, 'out')
  return existsSync(target) ? digestsOf(target) : undefined
}
