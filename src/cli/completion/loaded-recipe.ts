import { resolve } from 'node:path'
import { loadRecipe, type LoadedRecipe } from '../../recipe/load-recipe.js'
import type { CommandIo } from '../command-io.js'
import { readFlags } from '../option-flags.js'
import type { Line } from './read-line.js'

const DEFAULT_RECIPE = 'loradex.yaml'

/** The recipe that the command line names, with its overrides; nothing when it cannot be loaded. */
export async function recipeOf(
  line: Line,
  { cwd, env }: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<LoadedRecipe | undefined> {
  const path = namedRecipe(line) ?? DEFAULT_RECIPE
  const overrides = line.options.get('--set') ?? []
  const load = (set: readonly string[]) => loadRecipe(resolve(cwd, path), { env, overrides: set })
  // An override may be wrong, and a variable not set: the rest of the recipe still helps.
  return load(overrides).catch(() => load([]).catch(() => undefined))
}

function namedRecipe({ command, options, positionals }: Line): string | undefined {
  const option = command?.options.find(({ values }) => values === 'recipe')
  if (option !== undefined) return options.get(readFlags(option.flags).long)?.at(-1)
  const place = command?.arguments.findIndex(({ values }) => values === 'recipe') ?? -1
  return place < 0 ? undefined : positionals[place]
}
