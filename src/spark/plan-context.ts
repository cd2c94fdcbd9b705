import type { Recipe } from '../recipe/recipe.js'
import type { SourceContext } from '../recipe/open-source.js'
import { isUri } from '../sources/remote-files.js'
import { clusterSources } from './cluster-sources.js'
import { submitDriver, type SubmitOptions } from './submit.js'

export interface PlanContext {
  /** What the source needs to be planned. */
  readonly context: Pick<SourceContext, 'remoteFiles' | 'remoteTables'>
  close(): Promise<void>
}

/** A Spark in this machine, where only Spark reaches the input of a recipe; it ends with `close`. */
export function openPlanContext(
  { source }: Recipe,
  options: Omit<SubmitOptions, 'master'>,
): PlanContext {
  const paths = 'path' in source ? [source.path].flat() : []
  const isElsewhere = source.type === 'spark_table' || paths.some(isUri)
  if (!isElsewhere) return { context: {}, close: () => Promise.resolve() }
  const { cluster, close } = submitDriver({ ...options, master: 'local[1]' })
  return {
    context: clusterSources(cluster),
    async close() {
      cluster.end()
      await close(true)
    },
  }
}
