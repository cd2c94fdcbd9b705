import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Progress } from '../export/progress.js'
import { run } from '../export/run.js'
import { isJsonObject } from '../kernel/json-value.js'
import { parseJson } from '../kernel/parse-json.js'
import { addRecord, emptySketch, type Sketch } from '../schema/infer/sketch.js'
import { firstLines } from '../sinks/first-lines.js'
import type { Sink } from '../sinks/sink.js'
import type { SeenRecords } from './infer-records.js'
import type { PlacedRecipe } from './load-recipe.js'
import { planExport, type PlanExportOptions } from './plan-export.js'
import { sampleContent } from './validate-line.js'

export interface InferExportOptions extends Omit<PlanExportOptions, 'spoolFolder'> {
  /** Most records to read. @default all */
  readonly limit?: number | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** Runs an export into a sketch of its samples: nothing is written, and everything counts as in the export. */
export async function inferExport(
  loaded: PlacedRecipe,
  options: InferExportOptions,
): Promise<SeenRecords> {
  const { limit = Infinity, signal, onProgress } = options
  const spoolFolder = await mkdtemp(join(tmpdir(), 'loradex-infer-'))
  try {
    const enough = limit === Infinity ? {} : { enoughRecords: limit }
    const { plan, warnings } = await planExport(loaded, { ...options, ...enough, spoolFolder })
    const sketch = emptySketch()
    const sink = sketching(sketch, plan.pipeline.series)
    const { counts } = await run(plan, { sink, limit, signal, onProgress })
    return { sketch, counts, notes: warnings, isComplete: counts.read < limit }
  } finally {
    await rm(spoolFolder, { recursive: true, force: true })
  }
}

/** Lines of samples are looked at, and then forgotten like all others. */
function sketching(sketch: Sketch, series: readonly string[]): Sink {
  let number = 0
  return {
    ...firstLines(0, []),
    write(name, { pieces, ends }) {
      const bytes = Buffer.concat(pieces)
      let start = 0
      for (const end of series.includes(name) ? ends : []) {
        number += 1
        const parsed = parseJson(bytes, { start, end })
        const value = 'value' in parsed ? parsed.value : null
        if (isJsonObject(value)) addRecord(sketch, sampleContent(value), number)
        start = end
      }
      return Promise.resolve()
    },
  }
}
