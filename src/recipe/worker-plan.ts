import type { ExportPlan } from '../export/plan.js'
import type { SourcePart } from '../sources/source.js'
import { createPipeline } from './create-pipeline.js'
import { openSource, type SourceContext } from './open-source.js'
import { planLane } from './plan-lane.js'
import type { Recipe } from './recipe.js'
import type { TextConstraint } from './text-constraint.js'

/** What a worker needs to make the plan again; plain data. */
export interface WorkerPlan {
  readonly recipe: Recipe
  readonly baseFolder: string
  readonly schemaText?: string | undefined
  readonly constraint?: TextConstraint | undefined
  readonly parts: readonly SourcePart[]
  readonly digest: string
  /** Whether records may take the byte lane. */
  readonly hasLane: boolean
  /** Seeds what that lane knows duplicates by. @default the digest */
  readonly keySeed?: string | undefined
}

/** The plan as it was made; its parts can be read wherever their paths lead to the same files. */
export function planAgain(
  {
    recipe,
    baseFolder,
    schemaText,
    constraint,
    parts,
    digest,
    hasLane,
    keySeed = digest,
  }: WorkerPlan,
  context: Omit<SourceContext, 'baseFolder'> = {},
): ExportPlan {
  const lane = hasLane ? planLane(recipe, { schemaText, keySeed }) : undefined
  return {
    digest,
    source: openSource(recipe.source, { ...context, baseFolder }),
    parts,
    pipeline: createPipeline(recipe, schemaText, constraint),
    ...(lane && 'createLane' in lane && { createLane: lane.createLane }),
  }
}
