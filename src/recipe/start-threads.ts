import { statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { partThreads, type PartThreads } from '../export/part-threads.js'
import { PART_BYTES } from '../sources/limits.js'
import { defaultWorkers, MIN_PARTS_FOR_WORKERS } from './count-workers.js'
import type { PlacedRecipe } from './load-recipe.js'

/** Their records are one part. */
const COMPRESSED = new Set(['.gz', '.zst'])

let begun: PartThreads | undefined

/** Starts a thread for an export that may follow: it loads its code while the recipe is read. */
export function startThread(): void {
  begun ??= newThreads()
  begun.startEarly(1)
}

/** Threads for an export; for a large file of lines they start at once, and load their code beside the planning. */
export function startThreads(
  { recipe, baseFolder }: PlacedRecipe,
  { limit, workers = defaultWorkers(true) }: { readonly limit?: number; readonly workers?: number },
): PartThreads {
  const threads = begun ?? newThreads()
  begun = undefined
  const { source } = recipe
  if (limit === undefined && source.type === 'jsonl' && typeof source.path === 'string') {
    const parts = partsOf(resolve(baseFolder, source.path))
    if (parts >= MIN_PARTS_FOR_WORKERS) threads.startEarly(Math.min(workers, parts))
  }
  return threads
}

/** Whether lines of the file are read by threads. */
export function isForThreads(path: string): boolean {
  return partsOf(path) >= MIN_PARTS_FOR_WORKERS
}

function partsOf(path: string): number {
  return Math.floor(bytesOf(path) / PART_BYTES)
}

function newThreads(): PartThreads {
  return partThreads(new URL('./part-worker.js', import.meta.url))
}

function bytesOf(path: string): number {
  if (COMPRESSED.has(extname(path))) return 0
  try {
    return statSync(path).size
  } catch {
    // Whoever reads the file says what is wrong with it.
    return 0
  }
}
