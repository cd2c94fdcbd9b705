import { availableParallelism } from 'node:os'

/** Fewer parts are done before a thread has started. */
export const MIN_PARTS_FOR_WORKERS = 4

/**
 * Threads beside the main one, which looks for duplicates and writes. By bytes, it is as busy as they are: on two
 * cores, one thread exports 115 MB in a tenth less time than two, and takes less memory. By objects, it has little to do.
 */
export function defaultWorkers(byBytes: boolean): number {
  const cores = availableParallelism()
  return byBytes ? Math.max(1, cores - 1) : cores
}

interface WorkersOptions {
  readonly limit?: number | undefined
  readonly workers?: number | undefined
}

/** For as many parts as there are to read. */
export function countWorkers(
  { parts, byBytes }: { readonly parts: number; readonly byBytes: boolean },
  { limit, workers = defaultWorkers(byBytes) }: WorkersOptions,
): number {
  if (limit !== undefined || parts < MIN_PARTS_FOR_WORKERS) return 0
  return Math.min(workers, parts)
}
