import type { MessagePort } from 'node:worker_threads'
import type { BatchOutcome } from './batch-outcome.js'
import type { ExportPlan } from './plan.js'
import { createPartTools, runPart } from './run-part.js'
import { packFailure, type FromWorker, type PartWork } from './worker-messages.js'

/**
 * The worker's side: runs the given parts, one after another, and posts what they give. Waits when
 * the main thread is behind, so that memory stays bounded.
 */
export async function serveParts(
  port: MessagePort,
  plan: ExportPlan,
  { ordinals, ahead }: Pick<PartWork, 'ordinals' | 'ahead'>,
): Promise<void> {
  const post = (message: FromWorker, transfer: readonly ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer)

  try {
    const tools = createPartTools(plan)
    const credits = countCredits(port, ahead, tools.lanes.release)
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
        await credits.take()
        post({ kind: 'batch', part, outcome: step.value }, ownLines(step.value))
      }
    }
  } catch (error) {
    post({ kind: 'failed', failure: packFailure(error) })
  } finally {
    port.close()
  }
}

/** @param used Called whenever nobody looks any more at the oldest batch. */
function countCredits(port: MessagePort, ahead: number, used: () => void) {
  const account = { credits: ahead, resume: (): void => {} }
  port.on('message', () => {
    used()
    account.credits += 1
    account.resume()
  })
  return {
    async take(): Promise<void> {
      while (account.credits === 0) {
        await new Promise<void>((resolve) => (account.resume = resolve))
      }
      account.credits -= 1
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
