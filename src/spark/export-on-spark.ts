import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportInstant } from '../recipe/export-instant.js'
import type { ExportOptions, ExportSummary } from '../recipe/export-recipe.js'
import type { PlacedRecipe } from '../recipe/load-recipe.js'
import { planExport, type PlanExportOptions } from '../recipe/plan-export.js'
import { throughLink } from '../recipe/through-link.js'
import { clusterSources } from './cluster-sources.js'
import { driveExport } from './drive-export.js'
import { hadoopPath } from './hadoop-path.js'
import { assertReadable, moveCopies } from './move-copies.js'
import { planDocument, type PlanDocument } from './plan-document.js'
import { copiesOf, earlierPlan } from './spark-folder.js'
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
  assertReadable(loaded.recipe)
  onEvent?.({ kind: 'phase', phase: 'plan' })
  const spoolFolder = await mkdtemp(join(tmpdir(), 'loradex-spark-plan-'))
  let isDone = false
  const submitted = submitDriver({ ...spark, env, signal })
  try {
    const { cluster } = submitted
    const target = hadoopPath(await throughLink(options.target))
    const folder = copiesOf(target)
    const before = options.unfinished === 'resume' ? await earlierPlan(cluster, target) : undefined
    const made = await planExport(loaded, {
      ...options,
      ...(before && takenOver(before, folder)),
      ...clusterSources(cluster),
      spoolFolder,
    })
    options.onWarnings?.(made.warnings)
    const { planned, copies } = moveCopies(made, { spoolFolder, folder })
    const summary = await driveExport(cluster, planned, {
      ...options,
      target,
      copies,
      document: planDocument(planned, loaded.baseFolder),
      exportedAt: exportInstant(env),
    })
    cluster.end()
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

/** What an export that is gone on with has come to before: the day, and copies, which are not made again. */
function takenOver(
  { recipe, parts }: PlanDocument,
  folder: string,
): Pick<PlanExportOptions, 'referenceTime' | 'planParts'> {
  const isCopied = parts.length > 0 && parts.every(({ path }) => path.startsWith(`${folder}/`))
  return {
    referenceTime: recipe.weighting.reference_time,
    ...(isCopied && { planParts: () => Promise.resolve({ parts, added: parts }) }),
  }
}
