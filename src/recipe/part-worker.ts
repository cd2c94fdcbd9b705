import { parentPort, workerData } from 'node:worker_threads'
import { serveParts } from '../export/serve-parts.js'
import type { WorkerData } from '../export/worker-pool.js'
import { planAgain, type WorkerPlan } from './worker-plan.js'

/** Thread entry: see `serveParts`. */
async function main(): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what export-recipe.ts has sent
  const { planData, ordinals } = workerData as WorkerData & { readonly planData: WorkerPlan }
  if (parentPort) await serveParts(parentPort, planAgain(planData), ordinals)
}

await main()
