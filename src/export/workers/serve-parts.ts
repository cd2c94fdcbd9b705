import type { MessagePort } from 'node:worker_threads'
import type { BatchOutcome } from '../batch-outcome.js'
import type { ExportPlan } from '../plan.js'
import { createPartTools, runPart } from '../run-part.js'
import {
  LEAST_AHEAD,
  MOST_BYTES_AHEAD,
  packFailure,
  type FromWorker,
  type PartWork,
} from './worker-messages.js'

/**
 * The worker's side: runs the given parts, one after another, and posts what they give. Waits when
 * the main thread is behind, so that memory stays bounded.
 */
export async function serveParts(
  port: MessagePort,
  plan: ExportPlan,
  { ordinals, mostAhead }: Pick<PartWork, 'ordinals' | 'mostAhead'>,
): Promise<void> {
  const post = (message: FromWorker, transfer: readonly ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer)

  try {
    const tools = createPartTools(plan)
    const ahead = countAhead(port, mostAhead, tools.lanes.release)
    for (const [place, part] of ordinals.entries()) {
      const sourcePart = plan.parts[part]
      if (!sourcePart) continue
      const next = plan.parts[ordinals[place + 1] ?? Infinity]
      const running = runPart(plan, sourcePart, { tools, next })
      for (;;) {
        const step = await running.next()
        if (step.done === true) {
          const states = [...step.value.states.values()].filter((state) => state instanceof Object)
          post({ kind: 'part-end', part, ...step.value }, buffersOf(states))
          break
        }
        await ahead.add(step.value)
        post({ kind: 'batch', part, outcome: step.value }, ownLines(step.value))
      }
    }
  } catch (error) {
    post({ kind: 'failed', failure: packFailure(error) })
  } finally {
    port.close()
  }
}

/** How far the batches may be ahead that nobody has done with: by number and, from `LEAST_AHEAD` on, by their lines. */
function countAhead(port: MessagePort, most: number, used: () => void) {
  /** Bytes of lines of each batch. */
  const waiting: number[] = []
  let bytesWaiting = 0
  let resume: (() => void) | undefined
  port.on('message', () => {
    used()
    bytesWaiting -= waiting.shift() ?? 0
    resume?.()
  })

  function hasRoomFor(bytes: number): boolean {
    if (waiting.length < LEAST_AHEAD) return true
    return waiting.length < most && bytesWaiting + bytes <= MOST_BYTES_AHEAD
  }

  return {
    async add({ candidates: { bytes } }: BatchOutcome): Promise<void> {
      while (!hasRoomFor(bytes.length)) await new Promise<void>((wake) => (resume = wake))
      waiting.push(bytes.length)
      bytesWaiting += bytes.length
    },
  }
}

/** Lines in memory that is not shared change hands. */
function ownLines({ candidates: { bytes } }: BatchOutcome): readonly ArrayBuffer[] {
  return bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : []
}

/** Memory that changes hands instead of being copied. */
function buffersOf(states: readonly object[]): readonly ArrayBuffer[] {
  const columns: unknown[] = states.flatMap(Object.values)
  const buffers = columns.flatMap((column) =>
    ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer ? [column.buffer] : [],
  )
  return [...new Set(buffers)]
}
