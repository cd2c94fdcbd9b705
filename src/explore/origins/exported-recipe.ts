import type { JsonObject } from '../../kernel/json-value.js'
import { fillRecipe } from '../../recipe/check-recipe.js'
import { createPipeline } from '../../recipe/create-pipeline.js'
import { openSource } from '../../recipe/open-source.js'
import type { Recipe } from '../../recipe/recipe.js'
import type { Source } from '../../sources/source.js'

/** What the recipe of an export says about where its samples come from. */
export interface ExportedRecipe {
  readonly sourceType: Recipe['source']['type']
  /** Whether inputs are files, which can be read again without asking anyone. */
  readonly readsFiles: boolean
  /** One of the files. */
  openInput(input: string, baseFolder: string): Source | undefined
  /** Name of the split that the record belongs to. */
  splitOf(record: JsonObject): string
}

/** Nothing for a recipe that this version does not understand. */
export function exportedRecipe(written: unknown): ExportedRecipe | undefined {
  const checked = fillRecipe(written)
  if ('problems' in checked) return undefined
  const { source, split, style } = checked.recipe
  const { series, split: indexOf } = createPipeline(
    { ...checked.recipe, style: style === 'custom' ? 'text_completion' : style },
    undefined,
  )
  return {
    sourceType: source.type,
    // A database is one, too, but what is read of it is what the SQL of a stranger says.
    readsFiles: 'path' in source && source.type !== 'sqlite',
    openInput(input, baseFolder) {
      if (!('path' in source) || source.type === 'sqlite') return undefined
      return openSource({ ...source, path: input }, { baseFolder })
    },
    splitOf: (record) => (split === undefined ? 'train' : (series[indexOf(record)] ?? '')),
  }
}
