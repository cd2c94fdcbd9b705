import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realDisk } from '../disk/real-disk.js'
import { REJECTS } from '../export/assemble.js'
import { PER_SAMPLE } from '../export/per-sample.js'
import type { Progress } from '../export/progress.js'
import type { Reject } from '../export/reject.js'
import type { ExportPlan } from '../export/plan.js'
import { run, type RunOptions } from '../export/run.js'
import type { ExportResult } from '../records/export-result.js'
import type { Unfinished } from '../export/folder/work-folder.js'
import type { JsonObject } from '../kernel/json-value.js'
import type { ManifestEngine } from '../records/manifest.js'
import { describeExport } from '../recipe/describe-export.js'
import { writeDocuments } from '../recipe/documents.js'
import type { ExportEvent } from '../recipe/export-event.js'
import type { ExportSummary, SparkFacts } from '../recipe/export-recipe.js'
import type { PlannedExport } from '../recipe/plan-export.js'
import { jsonlShards } from '../sinks/jsonl-shards.js'
import type { ShardFacts, Sink } from '../sinks/sink.js'
import type { Cluster, ClusterFacts, LoserFile } from './cluster.js'
import { fillExcerpts } from './fill-excerpts.js'
import { followTasks } from './follow-tasks.js'
import type { Copy } from './move-copies.js'
import type { PlanDocument } from './plan-document.js'
import { planShards, type PlannedShard } from './shard-plan.js'
import { openSparkFolder, type SparkFolder } from './spark-folder.js'
import type { ShardResult, TaskResult } from './task-result.js'
import { taskProgress } from './task-progress.js'

export interface DriveOptions {
  /** Path or URI of Hadoop, absolute. */
  readonly target: string
  readonly document: PlanDocument
  /** Files of this machine that the plan has elsewhere. @default none */
  readonly copies?: readonly Copy[]
  readonly replace?: boolean
  readonly unfinished?: Unfinished
  /** What `adapter_metadata.json` says. */
  readonly exportedAt: Date
  readonly originalMetadata?: JsonObject | undefined
  readonly signal?: AbortSignal | undefined
  readonly onEvent?: ((event: ExportEvent) => void) | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly onReject?: ((reject: Reject) => void) | undefined
}

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
  const { document, target, copies = [], replace = false, unfinished = 'refuse' } = options
  const facts = await cluster.hello(JSON.stringify({ ...document, parts: [], tasks: [] }))
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

interface Driven {
  readonly cluster: Cluster
  readonly planned: PlannedExport
  readonly folder: SparkFolder
  readonly facts: ClusterFacts
  /** A folder of this machine, for what the driver writes itself. */
  readonly local: string
  readonly options: DriveOptions
}

/** Every task in its order: those that earlier drivers have finished, and the others. */
async function readParts(
  { cluster, folder, options, planned, facts }: Driven,
  onDone: () => void,
): Promise<readonly TaskResult[]> {
  const { document, onEvent, onProgress } = options
  const { parts, tasks } = document
  const results: TaskResult[] = []
  const progress = taskProgress(document)
  const take = (told: unknown): void => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see ReadParts.java
    const result = told as TaskResult
    results[result.id] = result
    onProgress?.(progress.add(result))
  }
  onEvent?.({
    kind: 'planned',
    digest: document.digest,
    source: planned.plan.source.id,
    inputs: new Set(parts.map(({ input }) => input)).size,
    parts: parts.length,
    workers: facts.cores,
  })
  for (const earlier of folder.done) take(earlier)
  onEvent?.({ kind: 'phase', phase: 'read' })
  const specs = tasks.flatMap(([first, count], id) => {
    const end = first + count
    const task = { id, first, end, parts: parts.slice(first, end) }
    return results[id] ? [] : [{ id, folder: folder.tasks, task }]
  })
  await cluster.readParts(specs, {
    markers: folder.tasks,
    onResult(told) {
      onDone()
      take(told)
    },
  })
  return results
}

function readBy(done: readonly unknown[]): number {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see ReadParts.java
  return (done as readonly TaskResult[]).reduce((sum, { end }) => sum + end.read, 0)
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
  const shardPlan = planShards(series, {
    shardBytes: recipe.output.shard_bytes,
    compression: recipe.output.compression,
  })
  const soFar = followTasks({ cluster, tasks, loserFiles, plan, onTask: shardPlan.startTask })
  const ownLines = jsonlShards({
    disk: realDisk,
    folder: local,
    shardBytes: recipe.output.shard_bytes,
    compression: recipe.output.compression,
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
