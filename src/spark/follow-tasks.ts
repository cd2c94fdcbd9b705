import type { KnownCopies } from '../export/assemble.js'
import type { PlanEvent } from '../export/outcomes.js'
import type { ExportPlan } from '../export/plan.js'
import type { Cluster } from './cluster.js'
import { knownCopies } from './known-copies.js'
import { eventOf, readFacts } from './task-outcomes.js'
import type { TaskResult } from './task-result.js'

export interface FollowOptions {
  readonly cluster: Cluster
  readonly plan: ExportPlan
  /** In their order, which is that of the plan. */
  readonly tasks: readonly TaskResult[]
  /** What the shuffle has found, by task. */
  readonly loserFiles: ReadonlyMap<number, string>
  readonly onTask: (task: number) => void
}

/** A row in the task that it belongs to. */
export interface RowPlace {
  readonly task: number
  readonly row: number
}

/** What tasks have told, one after the other, as if it was being done here. */
export interface TasksSoFar {
  outcomes(): AsyncGenerator<PlanEvent, void, undefined>
  readonly copies: KnownCopies
  /** Of what was read at `cases.jsonl:17`, which has gone by: the row, counted over all tasks. */
  rowAt(at: string): number
  placeOf(row: number): RowPlace
}

export function followTasks({
  cluster,
  plan,
  tasks,
  loserFiles,
  onTask,
}: FollowOptions): TasksSoFar {
  const firstRows = firstRowsOf(tasks)
  const copies = knownCopies(firstRows)
  const inputRows = new Map<string, number>()
  let passed = 0

  return {
    copies: copies.table,
    async *outcomes() {
      for (const { id, files } of tasks) {
        onTask(id)
        copies.startTask(id, await losersOf(id))
        for await (const fact of readFacts(cluster, files['facts'] ?? '')) {
          const input = plan.parts[fact.part]?.input ?? ''
          if (!inputRows.has(input)) inputRows.set(input, passed)
          copies.learn(fact)
          if (fact.kind === 'batch') passed += fact.outcome.lineCount
          yield eventOf(fact, plan.pipeline)
        }
      }
    },
    rowAt(at) {
      const colon = at.lastIndexOf(':')
      return (inputRows.get(at.slice(0, colon)) ?? 0) + Number(at.slice(colon + 1)) - 1
    },
    placeOf(row) {
      const task = firstRows.findLastIndex((first) => first <= row)
      return { task, row: row - (firstRows[task] ?? 0) }
    },
  }

  async function losersOf(id: number): Promise<Buffer | undefined> {
    const file = loserFiles.get(id)
    if (file === undefined) return undefined
    const chunks: Uint8Array[] = []
    for await (const chunk of cluster.read(file)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
}

function firstRowsOf(tasks: readonly TaskResult[]): readonly number[] {
  let row = 0
  return tasks.map(({ end }) => {
    const first = row
    row += end.rows
    return first
  })
}
