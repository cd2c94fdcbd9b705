import type { LoadedRecipe } from '../recipe/load-recipe.js'
import { ok, warn, type Check } from './check.js'

/** The recipe is free of mistakes; loading it is for the caller, who needs it afterwards. */
export function recipeLoads(path: string, load: () => Promise<LoadedRecipe>): Check {
  return {
    id: 'recipe',
    title: 'recipe',
    async run() {
      const { warnings } = await load()
      const [first] = warnings
      return first === undefined ? ok(path) : warn(first, 'Change what stands there.')
    },
  }
}
