import { availableParallelism } from 'node:os'
import type { PartSize, SourcePart } from '../sources/source.js'
import type { PlannedExport } from './plan-export.js'
import type { SourceRecipe } from './recipe.js'

/** Fewer parts than these, with less in them, are done before a thread has started; a record takes about 1 KiB. */
const LEAST = { parts: 4, bytes: 32 * 1024 * 1024, records: 32 * 1024 }

/** Whether a file is for threads. */
export function isMuch(bytes: number): boolean {
  return bytes >= LEAST.bytes
}

/** Of these, the records have to be written first. Others are lines of JSON, read as they lie in a file. */
const TO_BE_WRITTEN: ReadonlySet<SourceRecipe['type']> = new Set([
  'csv',
  'tsv',
  'json',
  'parquet',
  'sqlite',
])

/**
 * Whether the main thread, which looks for duplicates and writes, has as much to do as a thread that makes lines: not
 * if that makes objects, or the records themselves.
 */
export function isMainBusy({ recipe, lane }: Pick<PlannedExport, 'recipe' | 'lane'>): boolean {
  return !TO_BE_WRITTEN.has(recipe.source.type) && !('reason' in lane)
}

/**
 * So many give the main thread all that it can take: for a batch of lines as they lie a thread takes 1.4 times as long as
 * that does, for one of objects seven times (1.15 GB, Node 20).
 */
const MOST = { whileMainIsBusy: 3, otherwise: 8 }

/**
 * Threads beside the main one. Where that is busy, one fewer than cores: on two cores, one thread exports 115 MB in a
 * tenth less time than two, and takes less memory.
 */
export function defaultWorkers(
  mainIsBusy: boolean,
  cores: number = availableParallelism(),
): number {
  return mainIsBusy
    ? Math.min(Math.max(1, cores - 1), MOST.whileMainIsBusy)
    : Math.min(cores, MOST.otherwise)
}

export interface WorkToShare {
  /** Those that are left to do. */
  readonly parts: readonly SourcePart[]
  readonly mainIsBusy: boolean
}

interface WorkersOptions {
  readonly limit?: number | undefined
  readonly workers?: number | undefined
}

export function countWorkers(
  { parts, mainIsBusy }: WorkToShare,
  { limit, workers = defaultWorkers(mainIsBusy) }: WorkersOptions,
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
