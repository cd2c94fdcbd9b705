import type { LoadedRecipe } from '../recipe/load-recipe.js'
import { placeFrom } from '../recipe/place-from.js'
import { textOption, type Given } from './command.js'
import type { CommandIo } from './command-io.js'
import { usageInvalid } from './usage-invalid.js'

/** Where the export goes: relative to the recipe what it says, to this folder what the command line says. */
export function outFolderOf(
  given: Given,
  { cwd }: Pick<CommandIo, 'cwd'>,
  { recipe, baseFolder }: Pick<LoadedRecipe, 'recipe' | 'baseFolder'>,
): string {
  const out = textOption(given, 'out')
  if (out === undefined) refuseHome(recipe.output.path, 'output.path')
  else refuseHome(out, '--out')
  return out === undefined ? placeFrom(baseFolder, recipe.output.path) : placeFrom(cwd, out)
}

/** Whoever removes a folder called ~ may remove another one. */
function refuseHome(path: string, name: string): void {
  if (!/^~(?:\/|$)/u.test(path)) return
  throw usageInvalid(
    `${name}: expected a folder, saw ${JSON.stringify(path.slice(0, 60))}, and only shells replace ~`,
    'Write the path in full.',
  )
}
