import { countedOrigins } from './counted-origins.js'
import type { Explorer } from '../open-explorer.js'
import type { SourceIndex } from './source-index.js'
import type { SourcePlace } from './source-place.js'
import { splitOrigins } from './split-origins.js'
import { trackedOrigins } from './tracked-origins.js'

/** Where the record of a sample was read, or why that cannot be said. */
export type Origin = KnownOrigin | { readonly unknown: UnknownOrigin }

export interface KnownOrigin extends SourcePlace {
  /** `record`: only its number is known, not its line; they differ where there are blank lines. */
  readonly unit: 'line' | 'record'
}

export type UnknownOrigin =
  /** Files are still being read. */
  | 'reading'
  /** There are several splits, and nothing tells which sample came first. */
  | 'several-splits'

export interface SampleOrigins {
  originOf(row: number): Promise<Origin>
  /** The sample that the record became; nothing where that cannot be said. */
  rowAt(place: SourcePlace): Promise<number | undefined>
}

/** Takes the best way there is: what the export tracked, else the order of records, samples and rejects. */
export function sampleOrigins(explorer: Explorer, sources: SourceIndex): SampleOrigins {
  if (explorer.perSample) return trackedOrigins(explorer, explorer.perSample)
  if (explorer.splits.length > 1) return splitOrigins(explorer, sources)
  return countedOrigins(explorer, sources)
}
