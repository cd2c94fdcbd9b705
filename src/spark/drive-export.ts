import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realDisk } from '../disk/real-disk.js'
import { REJECTS } from '../export/assemble.js'
import { PER_SAMPLE } from '../export/per-sample.js'
import type { ExportPlan } from '../export/plan.js'
import { run, type RunOptions } from '../export/run.js'
import type { ExportResult } from '../records/export-result.js'
import type { ManifestEngine } from '../records/manifest.js'
import { describeExport } from '../recipe/describe-export.js'
import { writeDocuments } from '../recipe/documents.js'
import type { ExportSummary, SparkFacts } from '../recipe/export-recipe.js'
import { outputCompression } from '../recipe/output-compression.js'
import { shardLimits } from '../recipe/shard-limits.js'
import type { PlannedExport } from '../recipe/plan-export.js'
import { jsonlShards } from '../sinks/jsonl-shards.js'
import type { ShardFacts, Sink } from '../sinks/sink.js'
import type { Cluster, ClusterFacts, LoserFile } from './cluster.js'
import type { DriveOptions, Driven } from './driven.js'
import { fillExcerpts } from './fill-excerpts.js'
import { followTasks } from './follow-tasks.js'
import { readBy, readParts } from './read-parts.js'
import { planShards, type PlannedShard } from './shard-plan.js'
import { lockOf, openSparkFolder } from './spark-folder.js'
import type { ShardResult, TaskResult } from './task-result.js'

/** A shuffle block for so many bytes of keys: a bucket is held in memory, and a table half as large. */
const BUCKET_BYTES = 32 * 1024 * 1024
/** It is not worth a task to look through fewer. */
const LEAST_BUCKET_BYTES = 1024 * 1024

/**
 * Makes the export on the cluster and publishes it. All decisions are made here: what goes where, what is
 * kept, what the documents say; lines stay where they are.
 */
export async function driveExport(
  cluster: Cluster,
  planned: PlannedExport,
  options: DriveOptions,
): Promise<Omit<ExportSummary, 'durationMs'>> {
  const { document, target } = options
  const facts = await cluster.hello(JSON.stringify({ ...document, parts: [], tasks: [] }))
  await cluster.lock(lockOf(target), target)
  try {
    return await driveLocked(cluster, planned, { ...options, facts })
  } finally {
    // A driver that is gone has left it to the next one.
    await cluster.unlock().catch(() => {})
  }
}

async function driveLocked(
  cluster: Cluster,
  planned: PlannedExport,
  options: DriveOptions & { readonly facts: ClusterFacts },
): Promise<Omit<ExportSummary, 'durationMs'>> {
  const { document, target, copies = [], replace = false, unfinished = 'refuse', facts } = options
  const folder = await openSparkFolder(cluster, {
    target,
    plan: document,
    copies,
    replace,
    unfinished,
  })
  const local = await mkdtemp(join(tmpdir(), 'loradex-spark-'))
  let keeps = folder.done.length > 0
  try {
    const driven = { cluster, planned, folder, facts, local, options }
    const tasks = await readParts(driven, () => (keeps = true))
    const losers = await findRepeats(driven, tasks)
    const { shards, ...summary } = await assembleTasks(driven, tasks, losers)
    options.signal?.throwIfAborted()
    options.onEvent?.({ kind: 'phase', phase: 'publish' })
    await publish(driven)
    return {
      ...summary,
      ...(folder.done.length > 0 && { resumedAt: readBy(folder.done) }),
      spark: sparkFacts(facts, [...tasks, ...shards]),
    }
  } catch (error) {
    // A driver that is gone cannot remove anything either: the first error is what counts.
    if (!keeps) await folder.discard().catch(() => {})
    throw error
  } finally {
    await rm(local, { recursive: true, force: true })
  }
}

function sparkFacts(
  { spark_version, master, application }: ClusterFacts,
  results: readonly (TaskResult | ShardResult)[],
): SparkFacts {
  const retried = results.filter(({ attempt }) => attempt > 0).length
  return { version: spark_version, master, application, tasks: results.length, retried }
}

async function findRepeats(
  { cluster, folder, facts }: Driven,
  tasks: readonly TaskResult[],
): Promise<readonly LoserFile[]> {
  const keys = tasks.flatMap(({ files }) => (files['keys'] === undefined ? [] : [files['keys']]))
  const bytes = tasks.reduce((sum, { end }) => sum + end.key_bytes, 0)
  const forAll = Math.min(facts.cores, Math.ceil(bytes / LEAST_BUCKET_BYTES))
  const buckets = Math.max(1, Math.ceil(bytes / BUCKET_BYTES), forAll)
  return cluster.findRepeats(keys, { buckets, writers: facts.cores, folder: folder.losers })
}

/** The one pass over what all tasks tell, in plan order: what is kept, what is told of it. */
async function assembleTasks(
  driven: Driven,
  tasks: readonly TaskResult[],
  losers: readonly LoserFile[],
): Promise<Omit<ExportSummary, 'durationMs'> & { readonly shards: readonly ShardResult[] }> {
  const { cluster, planned, folder, local, facts, options } = driven
  const { plan, recipe } = planned
  const { series, trackPerSample, digests } = plan.pipeline
  const loserFiles = new Map(losers.map(({ id, file }) => [id, file]))
  const shards: ShardResult[] = []
  const shape = {
    limits: shardLimits(recipe.output),
    compression: outputCompression(recipe.output),
  }
  const shardPlan = planShards(series, shape)
  const soFar = followTasks({ cluster, tasks, loserFiles, plan, onTask: shardPlan.startTask })
  const ownLines = jsonlShards({
    disk: realDisk,
    folder: local,
    ...shape,
    digests,
    series: [REJECTS, ...(trackPerSample ? [PER_SAMPLE] : [])],
  })
  const sink: Sink = {
    ...ownLines,
    async write(name, block) {
      if (series.includes(name)) shardPlan.add(name, block)
      else await ownLines.write(name, block)
    },
    async finish() {
      options.onEvent?.({ kind: 'phase', phase: 'write' })
      const cut = shardPlan.shards()
      shards.push(...(await writeShards(driven, cut, { tasks, loserFiles })))
      const written = cut.map(({ file, series: name }, id) => ({
        file,
        series: name,
        ...(shards[id]?.end ?? NOTHING),
      }))
      return [...written, ...(await ownLines.finish())]
    },
  }
  const elsewhere = { outcomes: soFar.outcomes(), knownCopies: soFar.copies }
  const { onReject, signal } = options
  const ran = await runAndClose(plan, { sink, elsewhere, onReject, signal })
  const { rowAt, placeOf } = soFar
  const result = await fillExcerpts(ran, { cluster, tasks, rowAt, placeOf })
  const report = describeExport(planned, result)
  const engine: ManifestEngine = { name: 'spark', version: facts.spark_version }
  const { exportedAt, originalMetadata } = options
  const documents = await writeDocuments(
    { disk: realDisk, folder: local },
    { planned, result, report, exportedAt, originalMetadata, engine },
  )
  return {
    shards,
    report,
    result,
    ...documents,
    exportedAt,
    target: folder.target,
    bytesWritten: result.shards.reduce((sum, { bytes }) => sum + bytes, 0),
    workers: facts.cores,
    ...('reason' in planned.lane && { noByteLane: planned.lane.reason }),
  }
}

async function runAndClose(plan: ExportPlan, options: RunOptions): Promise<ExportResult> {
  try {
    return await run(plan, options)
  } finally {
    await options.sink.close()
  }
}

interface Lines {
  readonly tasks: readonly TaskResult[]
  readonly loserFiles: ReadonlyMap<number, string>
}

/** One task a shard; then each gets its name, that of the attempt which ended well. */
async function writeShards(
  { cluster, folder, planned }: Driven,
  shards: readonly PlannedShard[],
  { tasks, loserFiles }: Lines,
): Promise<readonly ShardResult[]> {
  const { series } = planned.plan.pipeline
  const results: ShardResult[] = []
  const specs = shards.map(({ file, series: name, segments }, id) => ({
    id,
    name: file,
    folder: folder.shards,
    segments: segments.map(({ task, from, to }) => ({
      lines: tasks[task]?.files[`lines-${series.indexOf(name)}`],
      losers: loserFiles.get(task),
      from,
      to,
    })),
  }))
  await cluster.writeShards(specs, {
    onResult(told) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see WriteShard.java
      const result = told as ShardResult
      results[result.id] = result
    },
  })
  for (const [id, { file }] of shards.entries()) {
    await cluster.rename(results[id]?.file ?? '', `${folder.output}/${file}`)
  }
  return results
}

const NOTHING: ShardFacts = { records: 0, bytes: 0 }

/** What the driver has written itself joins the shards. */
async function publish({ cluster, folder, local }: Driven): Promise<void> {
  for (const name of (await readdir(local)).toSorted()) {
    await cluster.write(`${folder.output}/${name}`, createReadStream(join(local, name)))
  }
  await folder.publish((await cluster.list(`${folder.output}/*`)).map(({ path }) => nameOf(path)))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
