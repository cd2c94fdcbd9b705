import { createReadStream } from 'node:fs'
import { LoradexError } from '../kernel/error.js'
import type { Unfinished } from '../export/folder/work-folder.js'
import type { Cluster } from './cluster.js'
import type { Copy } from './move-copies.js'
import type { PlanDocument } from './plan-document.js'

/** Room for an export that a cluster makes, beside its target; as paths of Hadoop. */
export interface SparkFolder {
  readonly target: string
  /** Lines, keys and facts of tasks, with what says that they are done. */
  readonly tasks: string
  readonly losers: string
  readonly shards: string
  /** What will be published. */
  readonly output: string
  /** What earlier drivers have told of tasks that they finished. */
  readonly done: readonly unknown[]
  /** Gives `output` its name; last comes `_SUCCESS`. */
  publish(files: readonly string[]): Promise<void>
  discard(): Promise<void>
}

export interface SparkFolderOptions {
  /** Path or URI, absolute. */
  readonly target: string
  readonly plan: PlanDocument
  /** To be brought there, unless an earlier driver has. */
  readonly copies: readonly Copy[]
  readonly replace: boolean
  readonly unfinished: Unfinished
}

/** File systems where a folder gets another name at once; elsewhere files go one by one. */
const RENAMES_FOLDERS = /^(?:file|hdfs|viewfs):/u

const SUCCESS = '_SUCCESS'

export async function openSparkFolder(
  cluster: Cluster,
  { target, plan, copies, replace, unfinished }: SparkFolderOptions,
): Promise<SparkFolder> {
  const root = rootOf(target)
  const inRoot = (name: string): string => `${root}/${name}`
  const places = {
    target,
    tasks: inRoot('tasks'),
    losers: inRoot('losers'),
    shards: inRoot('shards'),
    output: inRoot('output'),
  }
  const planPath = inRoot('plan.json')
  await assertFree(cluster, target, replace)
  const done = await openRoot()

  async function openRoot(): Promise<readonly unknown[]> {
    const isThere = await cluster.exists(planPath)
    if (isThere && unfinished !== 'restart') {
      const results = await resultsIn(cluster, places.tasks)
      if (unfinished === 'refuse') throw unfinishedOnSpark(target, results.length)
      const before = await readText(cluster, planPath)
      if (before !== JSON.stringify(plan)) throw planChanged(target)
      for (const path of [places.losers, places.shards, places.output]) await cluster.remove(path)
      await makeFolders()
      return results
    }
    await cluster.remove(root)
    await makeFolders()
    for (const { from, to } of copies) await cluster.write(to, createReadStream(from))
    await cluster.write(planPath, textChunks(JSON.stringify(plan)))
    return []
  }

  async function makeFolders(): Promise<void> {
    for (const path of [places.tasks, places.losers, places.shards, places.output]) {
      await cluster.makeFolder(path)
    }
  }

  async function move(files: readonly string[]): Promise<void> {
    if (RENAMES_FOLDERS.test(target)) {
      await cluster.write(`${places.output}/${SUCCESS}`, textChunks(''))
      await rename(cluster, places.output, target)
      return
    }
    await cluster.makeFolder(target)
    for (const file of files) await rename(cluster, `${places.output}/${file}`, `${target}/${file}`)
    await cluster.write(`${target}/${SUCCESS}`, textChunks(''))
  }

  return {
    ...places,
    done,
    async publish(files) {
      await assertFree(cluster, target, replace)
      await cluster.checkLock()
      if (await cluster.exists(target)) {
        await cluster.remove(`${target}/${SUCCESS}`)
        await cluster.remove(target)
      }
      await move(files)
      await cluster.remove(root)
    },
    discard: () => cluster.remove(root),
  }
}

/** The file that is there while a driver exports to the target. */
export function lockOf(target: string): string {
  return `${rootOf(target)}.lock`
}

/** Where copies of sources go that executors do not reach. */
export function copiesOf(target: string): string {
  return `${rootOf(target)}/copies`
}

/** The plan of an export to the target that did not come to its end. */
export async function earlierPlan(
  cluster: Cluster,
  target: string,
): Promise<PlanDocument | undefined> {
  const path = `${rootOf(target)}/plan.json`
  if (!(await cluster.exists(path))) return undefined
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `openSparkFolder` has written
  return JSON.parse(await readText(cluster, path)) as PlanDocument
}

/** Beside the target: to rename is quick only within one file system. */
function rootOf(target: string): string {
  const slash = target.lastIndexOf('/')
  return `${target.slice(0, slash)}/.${target.slice(slash + 1)}.loradex-spark`
}

async function rename(cluster: Cluster, from: string, to: string): Promise<void> {
  if (await cluster.rename(from, to)) return
  throw new LoradexError('export.target-unwritable', {
    message: `${to}: expected to give it that name, saw the file system refuse it`,
    details: { target: to },
    hint: 'Name a folder that you may write to with --out.',
  })
}

async function assertFree(cluster: Cluster, target: string, replace: boolean): Promise<void> {
  if (replace || !(await cluster.exists(target))) return
  throw new LoradexError('export.target-exists', {
    message: `${target}: expected nothing there, saw something of that name`,
    details: { target },
    hint: 'Pass --force to replace it, or name another folder with --out.',
  })
}

async function resultsIn(cluster: Cluster, folder: string): Promise<readonly unknown[]> {
  const results: unknown[] = []
  for (const { path } of await cluster.list(`${folder}/*.done`)) {
    const text = await readText(cluster, path)
    try {
      results.push(JSON.parse(text))
    } catch {
      // The driver ended while it wrote that down: the task is done again.
    }
  }
  return results
}

export async function readText(cluster: Cluster, path: string): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of cluster.read(path)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

async function* textChunks(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield Buffer.from(text)
}

function unfinishedOnSpark(target: string, tasks: number): LoradexError {
  return new LoradexError('export.unfinished', {
    message: `${target}: expected no earlier export of it, saw one that ended with ${tasks} tasks done`,
    details: { target, read: 0 },
    hint: 'Pass --resume to go on with it, or --restart to begin again.',
  })
}

function planChanged(target: string): LoradexError {
  return new LoradexError('export.plan-changed', {
    message: `${target}: expected the recipe and the input of the interrupted export, saw others`,
    details: { target, changes: [] },
    hint: 'Pass --restart to begin again.',
  })
}
