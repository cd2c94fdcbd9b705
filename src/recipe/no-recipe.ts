import type { Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import type { LoradexError } from '../kernel/error.js'
import { shortPath } from '../kernel/short-path.js'
import { systemSeen } from '../kernel/system-failure.js'
import { namesIn, nearestAs } from '../sources/nearest-path.js'
import { anyOfWords } from './expected-value.js'
import { unreadable } from './parse-recipe.js'

export interface RecipePlace {
  /** Where the file should be. */
  readonly path: string
  /** What messages call it. */
  readonly shown: string
}

/** The file cannot be read: says which ones there are instead. */
export function noRecipe(place: RecipePlace, cause: unknown): LoradexError {
  const { path, shown } = place
  const meant = nearestAs(shown, path)
  const question = meant === undefined ? '' : `, did you mean ${meant}?`
  return unreadable(shown, {
    message: `${shortPath(shown)}: expected a recipe, saw ${systemSeen(cause)}${question}`,
    hint: meant === undefined ? howToName(place) : `Name ${meant} instead.`,
    cause,
  })
}

export function notAFile({ path, shown }: RecipePlace, stats: Stats): LoradexError {
  const isFolder = stats.isDirectory()
  return unreadable(shown, {
    message: `${shown}: expected a recipe, saw ${isFolder ? 'a folder' : 'a pipe or device'}`,
    hint: isFolder
      ? howToName({ path: join(path, 'loradex.yaml'), shown: join(shown, 'loradex.yaml') })
      : 'Write the recipe into a file.',
  })
}

/** Recipes that a message names. */
const MOST_NAMED = 3

function howToName({ path, shown }: RecipePlace): string {
  const names = namesIn(dirname(path)).filter((name) => /\.(?:ya?ml|json)$/u.test(name))
  const there = names.slice(0, MOST_NAMED).map((name) => join(dirname(shown), name))
  return there.length === 0
    ? 'Write a recipe first, or name the file that holds one.'
    : `Name a recipe, for example ${anyOfWords(there)}.`
}
