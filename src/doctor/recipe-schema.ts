import { createPipeline } from '../recipe/create-pipeline.js'
import type { PlacedRecipe } from '../recipe/load-recipe.js'
import { loadSchema } from '../recipe/load-schema.js'
import { loadTextConstraint } from '../recipe/load-text-constraint.js'
import { ok, warn, type Check } from './check.js'

/** The schema that the recipe names can be read and compiles, and so do its fields and templates. */
export function recipeSchema({ recipe, baseFolder, placeOf }: PlacedRecipe): Check {
  return {
    id: 'recipe.schema',
    title: 'schema',
    run() {
      const { json_schema } = recipe.structured_gen
      const schema =
        json_schema === undefined ? undefined : loadSchema(json_schema, { baseFolder, placeOf })
      const text = loadTextConstraint(recipe.structured_gen, { baseFolder, placeOf })
      createPipeline(recipe, schema?.text, text?.constraint)
      if (schema === undefined && text === undefined) return ok('the recipe names none')
      const [first, ...rest] = [...(schema?.warnings ?? []), ...(text?.warnings ?? [])]
      const more = rest.length === 0 ? '' : `, and ${rest.length} more like this`
      if (first !== undefined)
        return warn(
          `${first}${more}`,
          schema?.warnings.length ? 'Correct the schema.' : 'Correct the grammar.',
        )
      return ok(
        typeof json_schema === 'string' && !json_schema.includes('{') ? json_schema : 'compiles',
      )
    },
  }
}
