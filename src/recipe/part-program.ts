import { parentPort } from 'node:worker_threads'
import { serveParts } from '../export/workers/serve-parts.js'
import type { PartWork } from '../export/workers/worker-messages.js'
import { planAgain, type WorkerPlan } from './worker-plan.js'

/** What export-recipe.ts sends. */
type Work = PartWork & { readonly planData: WorkerPlan }

/** What a thread does that runs parts: see `partThreads`. */
export async function runPartProgram(): Promise<void> {
  const port = parentPort
  if (!port) return
  const work = await new Promise<Work>((resolve) => port.once('message', resolve))
  await serveParts(port, planAgain(work.planData), work)
}
