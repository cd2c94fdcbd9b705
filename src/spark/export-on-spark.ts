import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportInstant } from '../recipe/export-instant.js'
import type { ExportOptions, ExportSummary } from '../recipe/export-recipe.js'
import type { PlacedRecipe } from '../recipe/load-recipe.js'
import { planExport } from '../recipe/plan-export.js'
import { driveExport } from './drive-export.js'
import { hadoopPath } from './hadoop-path.js'
import { planDocument } from './plan-document.js'
import { submitDriver, type SubmitOptions } from './submit.js'

export interface SparkExportOptions extends Omit<
  ExportOptions,
  'workers' | 'dedupMemory' | 'limit' | 'checkpointMs'
> {
  readonly spark: Pick<SubmitOptions, 'master' | 'conf'>
}

/**
 * Does what the recipe says on a cluster: the same bytes and documents as here. The target may be a path or
 * URI that the executors see as well.
 */
export async function exportOnSpark(
  loaded: PlacedRecipe,
  options: SparkExportOptions,
): Promise<ExportSummary> {
  const { spark, env = {}, signal, onEvent } = options
  const startedAt = performance.now()
  onEvent?.({ kind: 'phase', phase: 'plan' })
  const spoolFolder = await mkdtemp(join(tmpdir(), 'loradex-spark-plan-'))
  let isDone = false
  const submitted = submitDriver({ ...spark, env, signal })
  try {
    const planned = await planExport(loaded, { ...options, spoolFolder })
    options.onWarnings?.(planned.warnings)
    const summary = await driveExport(submitted.cluster, planned, {
      ...options,
      target: hadoopPath(options.target),
      document: planDocument(planned, loaded.baseFolder),
      exportedAt: exportInstant(env),
    })
    submitted.cluster.end()
    isDone = true
    return {
      ...summary,
      target: options.target,
      durationMs: Math.round(performance.now() - startedAt),
    }
  } finally {
    await submitted.close(isDone)
    await rm(spoolFolder, { recursive: true, force: true })
  }
}
