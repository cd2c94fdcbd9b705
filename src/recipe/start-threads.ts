import { statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { partThreads, type PartThreads } from '../export/workers/part-threads.js'
import { PART_BYTES } from '../sources/limits.js'
import { defaultWorkers, isMuch } from './count-workers.js'
import type { PlacedRecipe } from './load-recipe.js'

/** Their records are one part. */
const COMPRESSED = new Set(['.gz', '.zst'])

/** Of an export that has not begun. */
let begun: PartThreads | undefined

/** Starts a thread for an export that follows, to be handed to `goOnWith`: it loads its code while others load theirs. */
export function startThread(): PartThreads {
  const threads = newThreads()
  threads.startEarly(1)
  return threads
}

/** The next export has these threads. */
export function goOnWith(threads: PartThreads): void {
  begun = threads
}

/** Threads for an export; for a large file they start at once, and load their code beside the planning. */
export function startThreads(
  { recipe, baseFolder }: PlacedRecipe,
  { limit, workers = defaultWorkers(true) }: { readonly limit?: number; readonly workers?: number },
): PartThreads {
  const threads = begun ?? newThreads()
  begun = undefined
  const path = 'path' in recipe.source ? recipe.source.path : undefined
  if (limit === undefined && typeof path === 'string') {
    const bytes = bytesOf(resolve(baseFolder, path))
    const parts = Math.floor(bytes / PART_BYTES)
    // What is one part, such as a compressed file, needs one.
    const isCut = recipe.source.type === 'jsonl' && !COMPRESSED.has(extname(path))
    if (isMuch(bytes)) threads.startEarly(isCut ? Math.min(workers, parts) : 1)
  }
  return threads
}

/** Whether an export of the file alone has threads. */
export function isForThreads(path: string): boolean {
  return isMuch(bytesOf(path))
}

function newThreads(): PartThreads {
  return partThreads(new URL('./part-worker.js', import.meta.url))
}

function bytesOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    // Whoever reads the file says what is wrong with it.
    return 0
  }
}
