import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diskFailure } from '../../kernel/disk-failure.js'
import type { PublishedRelease } from '../published-release.js'
import { runRecords } from './run-records.js'
import { transactionLog } from './transaction-log.js'

export interface PublishWandbOptions {
  /** Where `wandb/` is, or will be. */
  readonly folder: string
  /** @default loradex */
  readonly project?: string | undefined
  /** A team or user. @default who syncs */
  readonly entity?: string | undefined
  readonly now: Date
}

export interface WandbRun {
  /** For `wandb sync`. */
  readonly path: string
  readonly runId: string
  readonly existed: boolean
}

/**
 * Writes an offline run with the release as its artifact, which `wandb sync` uploads. The files stay
 * where they are until then. A second time changes nothing.
 * @throws `export.target-unwritable`, `export.disk-full`
 */
export async function publishToWandb(
  release: PublishedRelease,
  { folder, project = 'loradex', entity = '', now }: PublishWandbOptions,
): Promise<WandbRun> {
  const runId = release.digest.slice(0, 8)
  const runs = join(folder, 'wandb')
  const there = await readdir(runs).catch((): string[] => [])
  const known = there.find((name) => name.startsWith('offline-run-') && name.endsWith(`-${runId}`))
  if (known !== undefined) return { path: join(runs, known), runId, existed: true }
  const digests = new Map<string, string>()
  for (const { name } of release.files) digests.set(name, await md5Of(join(release.folder, name)))
  const records = runRecords(release, { runId, project, entity, startedAt: now }, digests)
  const path = join(runs, `offline-run-${stampOf(now)}-${runId}`)
  try {
    await mkdir(join(`${path}.new`, 'files'), { recursive: true })
    await mkdir(join(`${path}.new`, 'logs'))
    await writeFile(join(`${path}.new`, `run-${runId}.wandb`), transactionLog(records))
    await rename(`${path}.new`, path)
  } catch (cause) {
    throw diskFailure(path, cause)
  }
  return { path, runId, existed: false }
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5')
  const chunks: AsyncIterable<Buffer> = createReadStream(path)
  for await (const chunk of chunks) hash.update(chunk)
  return hash.digest('base64')
}

/** `20260102_030405`, in UTC. */
function stampOf(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/gu, '').replace('T', '_')
}
