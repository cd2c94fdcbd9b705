import { countedOrigins } from './counted-origins.js'
import type { Explorer } from '../open-explorer.js'
import type { SampleOrigins } from './origin.js'
import type { SourceIndex } from './source-index.js'
import { splitOrigins } from './split-origins.js'
import { trackedOrigins } from './tracked-origins.js'

/** Takes the best way there is: what the export tracked, else the order of records, samples and rejects. */
export function sampleOrigins(explorer: Explorer, sources: SourceIndex): SampleOrigins {
  if (explorer.perSample) return trackedOrigins(explorer, explorer.perSample)
  if (explorer.splits.length > 1) return splitOrigins(explorer, sources)
  return countedOrigins(explorer, sources)
}
