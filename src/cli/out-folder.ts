import type { LoadedRecipe } from '../recipe/load-recipe.js'
import { placeFrom } from '../recipe/place-from.js'
import { textOption, type Given } from './command.js'
import type { CommandIo } from './command-io.js'

/** Where the export goes: relative to the recipe what it says, to this folder what the command line says. */
export function outFolderOf(
  given: Given,
  { cwd }: Pick<CommandIo, 'cwd'>,
  { recipe, baseFolder }: Pick<LoadedRecipe, 'recipe' | 'baseFolder'>,
): string {
  const out = textOption(given, 'out')
  return out === undefined ? placeFrom(baseFolder, recipe.output.path) : placeFrom(cwd, out)
}
