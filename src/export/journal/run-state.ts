import type { SinkState } from '../../sinks/sink.js'
import type { AssemblerState } from '../assemble.js'

/** Where a run stands at the end of a part, beside what its history tells. Plain JSON. */
export interface RunState {
  /** Ordinal in the plan of the part that comes next. */
  readonly nextPart: number
  /** No part comes next, and all shards are closed. */
  readonly isFinished: boolean
  readonly bytesRead: number
  readonly assembler: AssemblerState
  /** State of each metric as text, by its id. */
  readonly metrics: readonly (readonly [string, string])[]
  readonly sink: SinkState
}
