import type { ShardFacts } from '../sinks/sink.js'
import type { TaskEnd } from './run-task.js'

/** What the driver tells of a task that has ended well. */
export interface TaskResult {
  readonly id: number
  /** Paths by what is in them: `facts`, `keys`, `lines-0`. */
  readonly files: Readonly<Record<string, string>>
  /** From 0; above that, Spark has tried again. */
  readonly attempt: number
  readonly end: TaskEnd
}

export interface ShardResult {
  readonly id: number
  readonly file: string
  readonly attempt: number
  readonly end: ShardFacts
}
