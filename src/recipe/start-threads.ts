import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { extname, resolve } from 'node:path'
import { partThreads, type PartThreads } from '../export/part-threads.js'
import { PART_BYTES } from '../sources/limits.js'
import type { PlacedRecipe } from './load-recipe.js'

/** Fewer parts are done before a thread has started. */
export const MIN_PARTS_FOR_WORKERS = 4

/** Their records are one part. */
const COMPRESSED = new Set(['.gz', '.zst'])

/** Threads for an export; for a large file of lines they start at once, and load their code beside the planning. */
export function startThreads(
  { recipe, baseFolder }: PlacedRecipe,
  {
    limit,
    workers = availableParallelism(),
  }: { readonly limit?: number; readonly workers?: number },
): PartThreads {
  const threads = partThreads(new URL('./part-worker.js', import.meta.url))
  const { source } = recipe
  if (limit === undefined && source.type === 'jsonl' && typeof source.path === 'string') {
    const parts = Math.floor(bytesOf(resolve(baseFolder, source.path)) / PART_BYTES)
    if (parts >= MIN_PARTS_FOR_WORKERS) threads.startEarly(Math.min(workers, parts))
  }
  return threads
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
