import type { BatchOutcome } from './batch-outcome.js'
import type { ExportPlan } from './plan.js'
import { createPartTools, runPart, type PartFacts, type RunPartOptions } from './run-part.js'

/** What running a plan gives, part by part in plan order, whoever runs the parts. */
export type PlanEvent =
  | { readonly kind: 'batch'; readonly part: number; readonly outcome: BatchOutcome }
  | ({ readonly kind: 'part-end'; readonly part: number } & PartFacts)

export interface OutcomeOptions extends Omit<RunPartOptions, 'tools'> {
  /** Those before are left out. @default 0 */
  readonly firstPart?: number
}

/** Runs the parts in this thread. */
export async function* outcomesHere(
  plan: ExportPlan,
  { firstPart = 0, limit = Infinity, signal }: OutcomeOptions = {},
): AsyncGenerator<PlanEvent> {
  const tools = createPartTools(plan)
  let rest = limit

  try {
    for (const [part, sourcePart] of plan.parts.entries()) {
      if (part < firstPart) continue
      if (rest <= 0) break
      const next = plan.parts[part + 1]
      const running = runPart(plan, sourcePart, { tools, limit: rest, signal, next })
      try {
        for (;;) {
          const step = await running.next()
          if (step.done === true) {
            yield { kind: 'part-end', part, ...step.value }
            break
          }
          rest -= step.value.read
          yield { kind: 'batch', part, outcome: step.value }
          tools.lanes.release()
        }
      } finally {
        // A reader that stops early must not leave the source open.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the value is never looked at
        await running.return(undefined as never)
      }
    }
  } finally {
    await tools.reader.close()
  }
}
