import { parentPort, workerData } from 'node:worker_threads'
import type { ExportPlan } from '../export/plan.js'
import { serveParts } from '../export/serve-parts.js'
import type { WorkerData } from '../export/worker-pool.js'
import type { SourcePart } from '../sources/source.js'
import { createPipeline } from './create-pipeline.js'
import { planLane } from './plan-lane.js'
import { openSource } from './open-source.js'
import type { Recipe } from './recipe.js'
import type { TextConstraint } from './text-constraint.js'

/** What a worker needs to make the plan again; plain data. */
export interface WorkerPlan {
  readonly recipe: Recipe
  readonly baseFolder: string
  readonly schemaText: string | undefined
  readonly constraint: TextConstraint | undefined
  readonly parts: readonly SourcePart[]
  readonly digest: string
  /** Seeds what the byte lane knows duplicates by; null where no record may take that lane. */
  readonly keySeed: string | null
}

/** Thread entry: see `serveParts`. */
async function main(): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what export-recipe.ts has sent
  const { planData, ordinals } = workerData as WorkerData & { readonly planData: WorkerPlan }
  if (!parentPort) return
  const { recipe, baseFolder, schemaText, constraint, parts, digest, keySeed } = planData
  const lane = keySeed === null ? undefined : planLane(recipe, { schemaText, keySeed })
  const plan: ExportPlan = {
    digest,
    source: openSource(recipe.source, { baseFolder }),
    parts,
    pipeline: createPipeline(recipe, schemaText, constraint),
    ...(lane && 'createLane' in lane && { createLane: lane.createLane }),
  }
  await serveParts(parentPort, plan, ordinals)
}

await main()
