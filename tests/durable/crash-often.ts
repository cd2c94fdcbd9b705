import { createChance, type Chance } from '../lanes/chance.js'
import { isLoradexError } from '#loradex/kernel/error.js'
import type { ExportPlan } from '#loradex/export/plan.js'
import type { Digests } from '#loradex/kernel/file-digests.js'
import { Died, memoryDisk, type MemoryDisk } from './memory-disk.js'
import { tinyAppend, tinyExport, type TinyExport } from './tiny-export.js'
import { tinyPlan } from './tiny-plan.js'

const TARGET = '/data/out'

interface Shape extends Pick<TinyExport, 'compression' | 'replace'> {
  /** To an export of the first of the parts. */
  readonly appends?: boolean
  /** @default tree */
  readonly digests?: Digests
  /** Shards have several leaves of the tree of their hashes. @default false */
  readonly isLarge?: boolean
}

/** Two records of a large export make a leaf and more. */
const LARGE = { padding: 600_000, shardBytes: 2_500_000 }

export interface CrashOptions {
  readonly cycles: number
  readonly seed: number
  readonly shape: Shape
}

export interface Crashes {
  /** Crashes that were followed by another run. */
  readonly cycles: number
  readonly exports: number
  /** Effects of an export that nothing happens to. */
  readonly effects: number
  /** What was not as it has to be, with the seed that shows it. */
  readonly faults: readonly string[]
}

/** Exports until they come to their end, with a crash at any effect, and again in the runs after it. */
export async function crashOften({ cycles, seed, shape }: CrashOptions): Promise<Crashes> {
  const plan = planOf(shape)
  const make = shape.appends === true ? tinyAppend : tinyExport
  const start = (): Promise<MemoryDisk> => diskBefore(shape)
  const attempt = (disk: MemoryDisk, pid: number, chance: Chance): Promise<void> =>
    make({
      ...shape,
      disk,
      plan,
      pid,
      target: TARGET,
      shardBytes: shardBytesOf(shape),
      isDue: () => chance.is(0.7),
    })

  const whole = await start()
  const earlier = textOf(whole)
  await attempt(whole, 1, createChance(0))
  const expected = textOf(whole)
  const effects = whole.effects()
  const counts = { cycles: 0, exports: 0 }
  const faults: string[] = []

  for (let each = seed; counts.cycles < cycles; each += 1) {
    const chance = createChance(each)
    let disk = await start()
    counts.exports += 1
    // Every effect in turn; those of the runs that follow by chance.
    let dies = 1 + (each % (effects + 10))
    for (let pid = 1; ; pid += 1) {
      disk.dieAt(dies)
      const end = await attempt(disk, pid, chance).then(
        () => 'done',
        (error: unknown) => error,
      )
      if (end === 'done' || isPublishedAlready(end)) break
      if (!(end instanceof Died)) {
        faults.push(`seed ${each}: ${String(end)}`)
        break
      }
      counts.cycles += 1
      disk = disk.afterCrash(() => chance.below(1e6) / 1e6, chance.is(0.7))
      if ((shape.replace || shape.appends === true) && !hasWholeExport(disk, [expected, earlier])) {
        faults.push(`seed ${each}: no export is whole`)
        break
      }
      // A run after a crash is short, as much is done: most of them end in another one.
      dies = chance.is(0.95) ? 1 + chance.below(chance.pick([20, 50, effects])) : Infinity
    }
    const seen = textOf(disk)
    if (seen !== expected) faults.push(`seed ${each}: ${differenceOf(expected, seen)}`)
  }
  return { ...counts, effects, faults }
}

/** What the first run finds: nothing, an earlier export to go on with, or one to replace. */
async function diskBefore(shape: Shape): Promise<MemoryDisk> {
  const disk = memoryDisk()
  if (shape.appends === true) {
    await disk.makeFolder('/data')
    await tinyAppend({
      ...shape,
      disk,
      plan: planOf(shape, 2),
      shardBytes: shardBytesOf(shape),
      pid: 1,
      target: TARGET,
      isDue: () => false,
    })
    return disk.afterCrash(() => 0, true)
  }
  if (!shape.replace) return disk
  await disk.makeFolder('/data')
  await disk.makeFolder(TARGET)
  const file = await disk.open(`${TARGET}/manifest.json`, 'new')
  await file.write([Buffer.from('earlier')], 0)
  await file.sync()
  for (const folder of [TARGET, '/data', '/']) await disk.syncFolder(folder)
  return disk.afterCrash(() => 0, false)
}

function planOf({ digests, isLarge }: Shape, count?: number): ExportPlan {
  return tinyPlan({ count, digests, padding: isLarge === true ? LARGE.padding : 0 })
}

function shardBytesOf({ isLarge }: Shape): number | undefined {
  return isLarge === true ? LARGE.shardBytes : undefined
}

/** The run before had done all but to say so. */
function isPublishedAlready(error: unknown): boolean {
  return isLoradexError(error) && error.code === 'export.target-exists'
}

/** One of the two exports is whole: at the target, or where the next run puts it back from. */
function hasWholeExport(disk: MemoryDisk, whole: readonly string[]): boolean {
  return [TARGET, '/data/.out.loradex/retired'].some((folder) => {
    const files = [...disk.tree(folder)].map(([path, text]) => [`out/${path}`, text])
    return whole.includes(JSON.stringify(files))
  })
}

function textOf(disk: MemoryDisk): string {
  return JSON.stringify([...disk.tree('/data')])
}

function namesIn(text: string): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- textOf wrote it
  const files = JSON.parse(text) as [string, string][]
  return files.map(([path, { length }]) => `${path}:${length}`).join(' ')
}

function differenceOf(expected: string, seen: string): string {
  return `expected ${namesIn(expected)}\n  saw ${namesIn(seen)}`
}
