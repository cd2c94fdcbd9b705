import { availableParallelism } from 'node:os'
import type { PartSize, SourcePart } from '../sources/source.js'

/** Fewer parts than these, with less in them, are done before a thread has started; a record takes about 1 KiB. */
const LEAST = { parts: 4, bytes: 32 * 1024 * 1024, records: 32 * 1024 }

/** Whether a file is for threads. */
export function isMuch(bytes: number): boolean {
  return bytes >= LEAST.bytes
}

/**
 * Threads beside the main one, which looks for duplicates and writes. With lines of JSON that are decided as they lie
 * it is as busy as they are: on two cores, one thread exports 115 MB in a tenth less time than two, and takes less
 * memory. With objects, or the rows of tables, it has little to do.
 */
export function defaultWorkers(isMainBusy: boolean): number {
  const cores = availableParallelism()
  return isMainBusy ? Math.max(1, cores - 1) : cores
}

export interface WorkToShare {
  /** Those that are left to do. */
  readonly parts: readonly SourcePart[]
  readonly isMainBusy: boolean
}

interface WorkersOptions {
  readonly limit?: number | undefined
  readonly workers?: number | undefined
}

export function countWorkers(
  { parts, isMainBusy }: WorkToShare,
  { limit, workers = defaultWorkers(isMainBusy) }: WorkersOptions,
): number {
  const isMuchToDo =
    parts.length >= LEAST.parts ||
    sizeOf(parts, 'bytes') >= LEAST.bytes ||
    sizeOf(parts, 'records') >= LEAST.records
  return limit === undefined && isMuchToDo ? Math.min(workers, parts.length) : 0
}

function sizeOf(parts: readonly SourcePart[], wanted: PartSize['unit']): number {
  return parts.reduce((sum, { size }) => sum + (size?.unit === wanted ? size.amount : 0), 0)
}
