import type { Driven } from './driven.js'
import { taskProgress } from './task-progress.js'
import type { TaskResult } from './task-result.js'

/** Every task in its order: those that earlier drivers have finished, and the others. */
export async function readParts(
  { cluster, folder, options, planned, facts }: Driven,
  onDone: () => void,
): Promise<readonly TaskResult[]> {
  const { document, onEvent, onProgress } = options
  const { parts, tasks } = document
  const { source } = document.recipe
  const results: TaskResult[] = []
  const progress = taskProgress(document)
  const take = (told: unknown): void => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see ReadParts.java
    const result = told as TaskResult
    results[result.id] = result
    onProgress?.(progress.add(result))
  }
  onEvent?.({
    kind: 'planned',
    digest: document.digest,
    source: planned.plan.source.id,
    inputs: new Set(parts.map(({ input }) => input)).size,
    parts: parts.length,
    workers: facts.cores,
  })
  for (const earlier of folder.done) take(earlier)
  onEvent?.({ kind: 'phase', phase: 'read' })
  const specs = tasks.flatMap(([first, count], id) => {
    const end = first + count
    const task = { id, first, end, parts: parts.slice(first, end) }
    return results[id] ? [] : [{ id, folder: folder.tasks, task }]
  })
  await cluster.readParts(specs, {
    markers: folder.tasks,
    table: source.type === 'spark_table' ? source.table : undefined,
    onResult(told) {
      onDone()
      take(told)
    },
  })
  return results
}

/** Records that earlier drivers have read. */
export function readBy(done: readonly unknown[]): number {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see ReadParts.java
  return (done as readonly TaskResult[]).reduce((sum, { end }) => sum + end.read, 0)
}
