import type { SourceRecipe } from '../../recipe/recipe.js'
import type { Environment } from '../../recipe/secrets.js'
import type { Look } from '../sample/sample-records.js'

/** What the command line leads to. */
export interface FoundSource {
  /** As the recipe names it: paths relative to its folder, and no secret. */
  readonly recipe: SourceRecipe
  /** How to read some of it. */
  readonly looks: readonly Look[]
  /** Rows, as far as the database knows; files are measured. */
  readonly rows?: number
  /** With the variables that the recipe refers to. */
  readonly env: Environment
  /** For people; holds no secret. */
  readonly name: string
  /** Why this table, or these files. */
  readonly reason?: string
  /** Variables of `env` that are not set yet. */
  readonly unset: readonly string[]
}

/** Asks which of several it is to be, and answers with its place. */
export type Choose = (question: string, choices: readonly Choice[]) => Promise<number>

export interface Choice {
  readonly label: string
  readonly hint: string
}

export interface FindOptions {
  /** What paths of the command line start from. */
  readonly cwd: string
  /** What paths of the recipe start from. */
  readonly recipeFolder: string
  readonly env: Environment
  readonly table?: string | undefined
  readonly query?: string | undefined
  /** Without it, the most promising is taken. */
  readonly choose?: Choose | undefined
  readonly signal?: AbortSignal | undefined
}
