import type { Progress } from '../export/progress.js'
import { inputPosition } from '../export/input-position.js'
import type { PlanDocument } from './plan-document.js'
import type { TaskResult } from './task-result.js'

/** How far the reading has come; tasks end in any order. */
export function taskProgress({ parts, tasks }: PlanDocument) {
  const position = inputPosition(parts, Infinity)
  const dropped = new Map<string, number>()
  let read = 0
  let bytesRead = 0
  let bytesEmitted = 0

  return {
    add({ id, end }: TaskResult): Progress {
      const [first, count] = tasks[id] ?? [0, 0]
      for (let part = first; part < first + count; part += 1) position.endPart(part)
      for (const [code, by] of Object.entries(end.dropped)) {
        dropped.set(code, (dropped.get(code) ?? 0) + by)
      }
      read += end.read
      bytesRead += end.bytes_read
      bytesEmitted += end.line_bytes
      const drops = [...dropped.values()].reduce((sum, by) => sum + by, 0)
      return {
        read,
        emitted: read - drops,
        dropped: Object.fromEntries(dropped),
        bytesRead,
        bytesEmitted,
        ...position.state(),
      }
    },
  }
}
