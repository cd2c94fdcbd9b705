import { isAbsolute, join, relative } from 'node:path'
import type { SourcePart } from '../../sources/source.js'
import type { PlannedExport, RecipeFacts, ShownRecipe } from '../plan-export.js'
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
  /** Paths of copies begin in the folder for copies. */
  readonly parts: readonly SourcePart[]
  /** The parts are of copies, so that nobody asks the source again. */
  readonly is_copied: boolean
}

interface Surroundings {
  readonly limit: number | undefined
  /** The folder for copies. */
  readonly spool: string
}

export function identityOf(planned: PlannedExport, { limit, spool }: Surroundings): ExportIdentity {
  const { plan } = planned
  const isCopied = plan.parts.length > 0 && plan.parts.every(({ path }) => isWithin(spool, path))
  return {
    ...recipeIdentity(planned, limit),
    source: plan.source.id,
    parts: isCopied
      ? plan.parts.map((part) => ({ ...part, path: relative(spool, part.path) }))
      : plan.parts,
    is_copied: isCopied,
  }
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
  { is_copied, parts }: ExportIdentity,
  spool: string,
): readonly SourcePart[] | undefined {
  return is_copied ? parts.map((part) => ({ ...part, path: join(spool, part.path) })) : undefined
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
