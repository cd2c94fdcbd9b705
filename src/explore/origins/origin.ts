import type { SourcePlace } from './source-place.js'

/** Where the record of a sample was read, or why that cannot be said. */
export type Origin = KnownOrigin | { readonly unknown: UnknownOrigin }

interface KnownOrigin extends SourcePlace {
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
