import { createHash } from 'node:crypto'
import type { ExportPlan } from '../export/plan.js'
import { LEVELS } from '../kernel/compress.js'
import { fromPlain } from '../kernel/plain-json.js'
import { canonicalJson } from '../kernel/write-json.js'
import type { PlanOptions, Source, SourcePart } from '../sources/source.js'
import { absentFields } from './absent-fields.js'
import { createPipeline } from './create-pipeline.js'
import type { PlacedRecipe } from './load-recipe.js'
import { loadDemands } from './load-demands.js'
import { planLane, type LanePlan } from './plan-lane.js'
import { placeFrom } from './place-from.js'
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
  /** What an earlier export that is gone on with knows duplicates by. @default the digest of the plan */
  readonly keySeed?: string | null | undefined
  /** Told what the bytes depend on beside the records, before the source is looked at. */
  readonly onRecipe?: (facts: RecipeFacts) => void
  /** Plans in place of the source, from what is known of an earlier export. */
  readonly planParts?: PlanParts | undefined
}

export type PlanParts = (source: Source, options: PlanOptions) => Promise<PlannedParts>

export interface PlannedParts {
  readonly parts: readonly SourcePart[]
  /** Those that are to be read: what comes before them an earlier export has done. */
  readonly added: readonly SourcePart[]
}

export type RecipeFacts = Pick<PlannedExport, 'shownRecipe' | 'schemaText' | 'constraint'>

/** Where the export is written and what the machine is like are no part of it. */
export type ShownRecipe = Omit<Recipe, 'output'> & { readonly output: ShownOutput }

type ShownOutput = Omit<OutputRecipe, 'path' | 'digests'> & Partial<Pick<OutputRecipe, 'digests'>>

export interface PlannedExport {
  readonly plan: ExportPlan
  /** Whether records can be decided as bytes, or why not. */
  readonly lane: LanePlan
  /** Seeds what the byte lane knows duplicates by; null where no record may take that lane. */
  readonly keySeed: string | null
  /** With the reference time filled in; holds no secret. */
  readonly recipe: Recipe
  /** As the digest of the plan sees it: without secrets and output path. */
  readonly shownRecipe: ShownRecipe
  /** The recipe's schema, on one line. */
  readonly schemaText: string | undefined
  /** The recipe's regex or grammar. */
  readonly constraint: TextConstraint | undefined
  readonly warnings: readonly string[]
  /** Parts at the end of the plan that no earlier export has done. */
  readonly added: readonly SourcePart[]
}

/** Freezes everything that decides the bytes. The one place that knows every implementation. */
export async function planExport(
  loaded: PlacedRecipe,
  options: PlanExportOptions,
): Promise<PlannedExport> {
  const { warnings: odd, ...facts } = await readRecipe(loaded, options)
  const { recipe, shownRecipe, schemaText, constraint } = facts
  options.onRecipe?.(facts)
  const pipeline = createPipeline(recipe, schemaText, constraint)
  const notes: string[] = []
  const planning = planSource(loaded, { ...options, onNote: (note) => notes.push(note) })
  const { source, parts, added } = await planning.catch((error: unknown) => {
    throw placedSourceError(error, loaded)
  })
  const digest = digestOf(shownRecipe, parts, {
    schema: schemaText ?? null,
    ...(constraint?.kind === 'grammar' && { grammar: constraint.text }),
  })
  const keySeed = options.keySeed ?? digest
  const lane = options.lane === 'object' ? noLane : planLane(recipe, { schemaText, keySeed })
  const createLane = 'createLane' in lane && { createLane: lane.createLane }
  return {
    plan: { digest, source, parts, pipeline, ...createLane },
    lane,
    keySeed: 'createLane' in lane ? keySeed : null,
    ...facts,
    warnings: [...odd, ...notes, ...(await absentFields(loaded, source, added))],
    added,
  }
}

/** With the files that it names, and the day that it leaves open. */
async function readRecipe(
  { recipe: written, baseFolder, placeOf }: PlacedRecipe,
  { referenceTime }: PlanExportOptions,
): Promise<Omit<PlannedExport, 'plan' | 'lane' | 'keySeed' | 'added'>> {
  const recipe = fixReferenceTime(written, referenceTime)
  const shownRecipe = shownRecipeOf(recipe)
  return {
    recipe,
    shownRecipe,
    ...(await loadDemands(recipe.structured_gen, { baseFolder, placeOf })),
  }
}

const noLane: LanePlan = { reason: 'the object lane was asked for' }

async function planSource({ recipe, baseFolder }: PlacedRecipe, options: PlanExportOptions) {
  const { target = placeFrom(baseFolder, recipe.output.path) } = options
  const source = openSource(recipe.source, { ...options, baseFolder, target })
  if (options.planParts) return { source, ...(await options.planParts(source, options)) }
  const parts = await source.plan(options)
  return { source, parts, added: parts }
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
  const { output, ...redacted } = redactRecipe(recipe)
  return { ...redacted, output: shownOutput(output) }
}

/** What has the usual digests and level is what it was before anybody could choose: only others tell of them. */
function shownOutput(recipe: OutputRecipe): ShownOutput {
  const { path: _path, digests, compression_level, ...output } = recipe
  const isUsual = compression_level === LEVELS[output.compression].usual
  return {
    ...output,
    ...(compression_level !== undefined && !isUsual && { compression_level }),
    ...(digests !== 'tree' && { digests }),
  }
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
    parts: parts.map(({ input, start, end, keys }) => [
      input,
      start,
      end,
      ...(keys ? [keys.after ?? null, keys.upTo ?? null] : []),
    ]),
  })
  return createHash('sha256').update(canonicalJson(identity)).digest('hex')
}
