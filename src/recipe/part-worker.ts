import { once } from 'node:events'
import { parentPort } from 'node:worker_threads'
import { serveParts } from '../export/serve-parts.js'
import type { PartWork } from '../export/worker-messages.js'
import { planAgain, type WorkerPlan } from './worker-plan.js'

/** Thread entry: see `partThreads`. */
async function main(): Promise<void> {
  if (!parentPort) return
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what export-recipe.ts has sent
  const [work] = (await once(parentPort, 'message')) as [PartWork & { planData: WorkerPlan }]
  await serveParts(parentPort, planAgain(work.planData), work.ordinals)
}

await main()
