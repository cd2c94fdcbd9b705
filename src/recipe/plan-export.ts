import { createHash } from 'node:crypto'
import type { ExportPlan } from '../export/plan.js'
import { fromPlain } from '../kernel/plain-json.js'
import { canonicalJson } from '../kernel/write-json.js'
import type { PlanOptions, SourcePart } from '../sources/source.js'
import { absentFields } from './absent-fields.js'
import { createPipeline } from './create-pipeline.js'
import type { PlacedRecipe } from './load-recipe.js'
import { loadDemands } from './load-demands.js'
import { planLane, type LanePlan } from './plan-lane.js'
import { placedSourceError } from './placed-source-error.js'
import { openSource, type SourceContext } from './open-source.js'
import type { OutputRecipe, Recipe } from './recipe.js'
import { redactRecipe } from './secrets.js'
import type { TextConstraint } from './text-constraint.js'
import { VERSION } from './version.js'

export interface PlanExportOptions extends Omit<SourceContext, 'baseFolder'>, PlanOptions {
  /** `object`: no record takes the byte lane; the bytes are the same. @default auto */
  readonly lane?: 'auto' | 'object'
  /** Counts where the recipe names none. @default the day */
  readonly referenceTime?: string | undefined
  /** Told what the bytes depend on beside the records, before the source is looked at. */
  readonly onRecipe?: (facts: RecipeFacts) => void
  /** What an earlier planning came to, of which the copies are still there. @default the source is planned */
  readonly parts?: readonly SourcePart[] | undefined
}

export type RecipeFacts = Pick<PlannedExport, 'shownRecipe' | 'schemaText' | 'constraint'>

/** Where the export is written and what the machine is like are no part of it. */
export type ShownRecipe = Omit<Recipe, 'output'> & { readonly output: Omit<OutputRecipe, 'path'> }

export interface PlannedExport {
  readonly plan: ExportPlan
  /** Whether records can be decided as bytes, or why not. */
  readonly lane: LanePlan
  /** With the reference time filled in; holds no secret. */
  readonly recipe: Recipe
  /** As the digest of the plan sees it: without secrets and output path. */
  readonly shownRecipe: ShownRecipe
  /** The recipe's schema, on one line. */
  readonly schemaText: string | undefined
  /** The recipe's regex or grammar. */
  readonly constraint: TextConstraint | undefined
  readonly warnings: readonly string[]
}

/** Freezes everything that decides the bytes. The one place that knows every implementation. */
export async function planExport(
  loaded: PlacedRecipe,
  options: PlanExportOptions,
): Promise<PlannedExport> {
  const { warnings: odd, ...facts } = readRecipe(loaded, options)
  const { recipe, shownRecipe, schemaText, constraint } = facts
  options.onRecipe?.(facts)
  const pipeline = createPipeline(recipe, schemaText, constraint)
  const notes: string[] = []
  const planning = planSource(loaded, { ...options, onNote: (note) => notes.push(note) })
  const { source, parts } = await planning.catch((error: unknown) => {
    throw placedSourceError(error, loaded)
  })
  const digest = digestOf(shownRecipe, parts, {
    schema: schemaText ?? null,
    ...(constraint?.kind === 'grammar' && { grammar: constraint.text }),
  })
  const lane = options.lane === 'object' ? noLane : planLane(recipe, { schemaText, digest })
  const createLane = 'createLane' in lane && { createLane: lane.createLane }
  return {
    plan: { digest, source, parts, pipeline, ...createLane },
    lane,
    ...facts,
    warnings: [...odd, ...notes, ...(await absentFields(loaded, source, parts))],
  }
}

/** With the files that it names, and the day that it leaves open. */
function readRecipe(
  { recipe: written, baseFolder, placeOf }: PlacedRecipe,
  { referenceTime }: PlanExportOptions,
): Omit<PlannedExport, 'plan' | 'lane'> {
  const recipe = fixReferenceTime(written, referenceTime)
  const shownRecipe = shownRecipeOf(recipe)
  return { recipe, shownRecipe, ...loadDemands(recipe.structured_gen, { baseFolder, placeOf }) }
}

const noLane: LanePlan = { reason: 'the object lane was asked for' }

async function planSource({ recipe, baseFolder }: PlacedRecipe, options: PlanExportOptions) {
  const source = openSource(recipe.source, { ...options, baseFolder })
  return { source, parts: options.parts ?? (await source.plan(options)) }
}

/** Only where it matters, so that other exports are the same tomorrow. */
function fixReferenceTime(recipe: Recipe, given: string | undefined): Recipe {
  const { weighting } = recipe
  if (!weighting.auto_weight_by_freshness || weighting.reference_time !== undefined) return recipe
  const reference_time = given ?? `${new Date().toISOString().slice(0, 10)}T00:00:00Z`
  return { ...recipe, weighting: { ...weighting, reference_time } }
}

/** As the digest of the plan sees it. */
export function shownRecipeOf(recipe: Recipe): ShownRecipe {
  return withoutPath(redactRecipe(recipe))
}

function withoutPath(recipe: Recipe): ShownRecipe {
  const { path: _path, ...output } = recipe.output
  return { ...recipe, output }
}

function digestOf(
  recipe: ShownRecipe,
  parts: readonly SourcePart[],
  texts: Readonly<Record<string, string | null>>,
): string {
  const identity = fromPlain({
    loradex_version: VERSION,
    recipe,
    ...texts,
    parts: parts.map(({ input, start, end }) => [input, start, end]),
  })
  return createHash('sha256').update(canonicalJson(identity)).digest('hex')
}
