import type { SinkState } from '../../sinks/sink.js'
import type { AssemblerState } from '../assemble.js'
import type { SavedStates } from '../metric-states.js'

/** Where a run stands at the end of a part, beside what its history tells. Plain JSON and bytes. */
export interface RunState {
  /** Ordinal in the plan of the part that comes next. */
  readonly nextPart: number
  /** No part comes next, and all shards are closed. */
  readonly isFinished: boolean
  readonly bytesRead: number
  readonly assembler: AssemblerState
  readonly metrics: SavedStates
  readonly sink: SinkState
}
