import { open, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isLoradexError } from '../kernel/error.js'
import { fillRecipe, invalidRecipe } from './check-recipe.js'
import { applyOverride, overrideOf, readOverride, type Override } from './overrides.js'
import { noRecipe, notAFile } from './no-recipe.js'
import { MAX_RECIPE_BYTES, parseRecipe, type ParsedRecipe } from './parse-recipe.js'
import type { Recipe } from './recipe.js'
import {
  showPath,
  withoutMissing,
  type Place,
  type Problem,
  type RecipePath,
} from './recipe-problem.js'
import {
  inlineSecrets,
  mayHoldSecret,
  missingVariable,
  secretNames,
  secretTexts,
  variable,
  type Environment,
} from './secrets.js'
import { idleSchema } from './idle-schema.js'
import { valueOrigin, type ValueOrigin } from './value-origin.js'

export interface LoadOptions {
  /** Where `${NAME}` is looked up; values are only asked for, never kept. */
  readonly env: Environment
  /** `quality.min_text_length=3`, the last one counts. @default [] */
  readonly overrides?: readonly string[]
  /** What messages call the file, such as its path the way a person typed it. @default its path */
  readonly shownPath?: string
}

/** A recipe from a file, or of a program: `{ recipe: checkRecipe({ … }), baseFolder }`. */
export interface PlacedRecipe {
  /** With all defaults; secrets still stand in it as `${NAME}`. */
  readonly recipe: Recipe
  /** Relative paths of the recipe start here. */
  readonly baseFolder: string
  /** What messages call a place: `loradex.yaml:12:9 source.path`. @default the dotted path */
  readonly placeOf?: (path: RecipePath, place?: Place) => string
}

export interface LoadedRecipe extends PlacedRecipe {
  /** As messages call it. */
  readonly path: string
  /** One line each. */
  readonly warnings: readonly string[]
  /** Who said what stands at a path of the recipe. */
  originOf(at: RecipePath): ValueOrigin
}

/**
 * Reads `loradex.yaml`, or the same in JSON.
 * @throws `recipe.unreadable`, `recipe.invalid` with all problems at once, `recipe.env-missing`
 *
 * @example
 * ```ts
 * import { loadRecipe } from 'loradex'
 *
 * const { recipe, warnings } = await loadRecipe('loradex.yaml', {
 *   env: process.env,
 *   overrides: ['quality.min_text_length=3'],
 * })
 * console.log(recipe.style, recipe.quality, warnings)
 * ```
 */
export async function loadRecipe(
  filePath: string,
  { env, overrides = [], shownPath: path = filePath }: LoadOptions,
): Promise<LoadedRecipe> {
  const parsed = parseRecipe(await readBounded(filePath, path), path)
  const set = overrides.map(readOverride)
  const checked = fillRecipe(set.reduce(applyOverride, parsed.value))
  const written = { path, parsed, set }
  const unread = [...parsed.problems, ...set.flatMap((override) => override.problems)]
  // What cannot be read stands there all the same.
  const unreadPaths = new Set(unread.map((problem) => showPath(problem.path)))
  const problems = [
    ...unread,
    ...('problems' in checked && !parsed.isCut
      ? withoutMissing(checked.problems, unreadPaths)
      : []),
  ]
  if (problems.length > 0 || 'problems' in checked) {
    const shown = problems.map((problem) => ({ ...problem, line: showProblem(problem, written) }))
    throw invalidRecipe(path, shown)
  }
  const { recipe } = checked
  for (const [at, text] of secretTexts(recipe.source)) {
    const name = secretNames(text).find((wanted) => variable(env, wanted) === undefined)
    if (name === undefined) continue
    const place = placeOf({ path: at, place: 'value' }, written)
    throw missingVariable({ name, path, place }, env)
  }
  const originOf = (at: RecipePath): ValueOrigin => valueOrigin(at, written)
  const noted = [...inlineSecrets(recipe.source), ...idleSchema(recipe, originOf)]
  return {
    recipe,
    path,
    baseFolder: resolve(dirname(filePath)),
    placeOf: (sought, place = 'value') => placeOf({ path: sought, place }, written),
    warnings: noted.map((problem) => showProblem(problem, written)),
    originOf,
  }
}

interface Written {
  readonly path: string
  readonly parsed: ParsedRecipe
  readonly set: readonly Override[]
}

/** `loradex.yaml:12:9 quality.min_txt_length: unknown key` */
function showProblem(problem: Problem, written: Written): string {
  return `${placeOf(problem, written)}: ${problem.text}`
}

function placeOf(
  { path, place, at }: Pick<Problem, 'path' | 'place' | 'at'>,
  { path: file, parsed, set }: Written,
): string {
  const override = overrideOf(path, set)
  if (override === undefined) {
    return `${file}:${at ?? parsed.placeOf(path, place)} ${showPath(path)}`
  }
  const key = override.path.join('.')
  const shown = mayHoldSecret(override.path) ? `--set ${key}=***` : `--set ${override.text}`
  return path.length === override.path.length ? shown : `${shown} ${showPath(path)}`
}

/** One byte more than allowed at most, so that a mistake costs no memory. */
async function readBounded(path: string, shown: string): Promise<Uint8Array> {
  try {
    const stats = await stat(path)
    if (!stats.isFile()) throw notAFile({ path, shown }, stats)
    const file = await open(path)
    try {
      const bytes = new Uint8Array(MAX_RECIPE_BYTES + 1)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
      return bytes.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw isLoradexError(error) ? error : noRecipe({ path, shown }, error)
  }
}
