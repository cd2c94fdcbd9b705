import { isAbsolute, join, relative } from 'node:path'
import type { SourcePart } from '../../sources/source.js'
import type { PlannedExport, PlannedParts, RecipeFacts, ShownRecipe } from '../plan-export.js'
import { VERSION } from '../version.js'

/** All that an export and the one that goes on with it have to have in common. Plain JSON. */
export interface ExportIdentity {
  readonly loradex_version: string
  readonly recipe: ShownRecipe
  readonly schema: string | null
  readonly grammar: string | null
  /** Most records to read. */
  readonly limit: number | null
  readonly source: string
  /** Seeds what the byte lane knows duplicates by; null where no record may take that lane. */
  readonly key_seed: string | null
  /** Paths of copies begin in the folder for copies. */
  readonly parts: readonly SourcePart[]
  /** The parts are of copies, so that nobody asks the source again. */
  readonly is_copied: boolean
  /** Only of exports that can be appended to. */
  readonly append?: Appending | undefined
}

/** Where an export that appends goes on. */
export interface Appending {
  /** SHA-256 of the manifest of the export before, in hex; null where there was none. */
  readonly after: string | null
  /** How many of the parts that one has done: their paths are not told. */
  readonly parts: number
  /** Records that it has read, and samples that it has emitted. */
  readonly read: number
  readonly emitted: number
}

interface Surroundings {
  readonly limit: number | undefined
  /** The folder for copies. */
  readonly spool: string
  readonly append: Appending | undefined
}

export function identityOf(
  planned: PlannedExport,
  { limit, spool, append }: Surroundings,
): ExportIdentity {
  const { plan, added } = planned
  const isCopied = added.length > 0 && added.every(({ path }) => isWithin(spool, path))
  const earlier = plan.parts.slice(0, plan.parts.length - added.length)
  return {
    ...recipeIdentity(planned, limit),
    source: plan.source.id,
    key_seed: planned.keySeed,
    parts: isCopied
      ? [...earlier, ...added.map((part) => ({ ...part, path: relative(spool, part.path) }))]
      : plan.parts,
    is_copied: isCopied,
    ...(append && { append }),
  }
}

/** As an export keeps it that can be appended to: where its source lay on this machine is nobody's matter. */
export function keptIdentity(identity: ExportIdentity): ExportIdentity {
  return { ...identity, parts: identity.parts.map((part) => ({ ...part, path: '' })) }
}

export type RecipeIdentity = Pick<
  ExportIdentity,
  'loradex_version' | 'recipe' | 'schema' | 'grammar' | 'limit'
>

/** As much of it as is known before the source is looked at. */
export function recipeIdentity(
  { shownRecipe, schemaText, constraint }: RecipeFacts,
  limit: number | undefined,
): RecipeIdentity {
  return {
    loradex_version: VERSION,
    recipe: shownRecipe,
    schema: schemaText ?? null,
    grammar: constraint?.kind === 'grammar' ? constraint.text : null,
    limit: limit ?? null,
  }
}

/** The parts of copies that an earlier export has made; undefined where it made none. */
export function copiedParts(
  { is_copied, parts, append }: ExportIdentity,
  spool: string,
): PlannedParts | undefined {
  if (!is_copied) return undefined
  const done = append?.parts ?? 0
  const added = parts.slice(done).map((part) => ({ ...part, path: join(spool, part.path) }))
  return { parts: [...parts.slice(0, done), ...added], added }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
