import { createPipeline } from '../recipe/create-pipeline.js'
import type { PlacedRecipe } from '../recipe/load-recipe.js'
import { loadDemands } from '../recipe/load-demands.js'
import { ok, warn, type Check } from './check.js'

/** The schema that the recipe names can be read and compiles, and so do its fields and templates. */
export function recipeSchema({ recipe, baseFolder, placeOf }: PlacedRecipe): Check {
  return {
    id: 'recipe.schema',
    title: 'schema',
    async run() {
      const { json_schema } = recipe.structured_gen
      const { schemaText, constraint, warnings } = await loadDemands(recipe.structured_gen, {
        baseFolder,
        placeOf,
      })
      createPipeline(recipe, schemaText, constraint)
      if (schemaText === undefined && constraint === undefined) return ok('the recipe names none')
      const [first, ...rest] = warnings
      const more = rest.length === 0 ? '' : `, and ${rest.length} more like this`
      if (first !== undefined) return warn(`${first}${more}`, 'Correct the schema or grammar.')
      return ok(
        typeof json_schema === 'string' && !json_schema.includes('{') ? json_schema : 'compiles',
      )
    },
  }
}
