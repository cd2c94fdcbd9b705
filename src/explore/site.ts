import type { Explorer } from './open-explorer.js'
import type { SampleOrigins } from './origins/sample-origins.js'
import type { SourceIndex } from './origins/source-index.js'

/** What the pages are made from. */
export interface Site {
  readonly explorer: Explorer
  readonly sources: SourceIndex
  readonly origins: SampleOrigins
}
