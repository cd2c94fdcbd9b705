import type { Disk } from '../disk/disk.js'
import { REJECTS } from '../export/assemble.js'
import { PER_SAMPLE } from '../export/per-sample.js'
import { jsonlShards } from '../sinks/jsonl-shards.js'
import type { Sink, SinkState } from '../sinks/sink.js'
import { isMainBusy } from './count-workers.js'
import type { ExportEvent } from './export-event.js'
import { outputCompression } from './output-compression.js'
import type { PlannedExport } from './plan-export.js'
import { shardLimits } from './shard-limits.js'

interface SinkPlace {
  readonly disk: Disk
  readonly folder: string
  readonly from: SinkState | undefined
  /** Threads beside this one. */
  readonly workers: number
  readonly tell: (event: ExportEvent) => void
}

/** Where the lines of an export go, as its recipe says. */
export function openSink(planned: PlannedExport, { tell, workers, ...place }: SinkPlace): Sink {
  const { recipe, plan } = planned
  const { series, trackPerSample, digests } = plan.pipeline
  const sink = jsonlShards({
    ...place,
    limits: shardLimits(recipe.output),
    compression: outputCompression(recipe.output),
    digests,
    // By default, there are more cores than two then: on two, none is left for it.
    digestsApart: workers > (isMainBusy(planned) ? 1 : 2),
    series: [...series, REJECTS, ...(trackPerSample ? [PER_SAMPLE] : [])],
    onOpened: (shard) =>
      tell({ kind: 'shard-opened', ...shard, isData: series.includes(shard.series) }),
    onClosed: (shard, facts) => tell({ kind: 'shard-closed', ...shard, ...facts }),
  })
  return {
    ...sink,
    finish() {
      tell({ kind: 'phase', phase: 'write' })
      return sink.finish()
    },
  }
}
