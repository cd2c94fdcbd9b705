import { LoradexError } from '../kernel/error.js'
import { describeIssue } from './describe-issue.js'
import type { Recipe } from './recipe.js'
import { showPath, type Problem } from './recipe-problem.js'
import { recipeShape } from './recipe-shape.js'
import { misplaced } from './secrets.js'

/**
 * A recipe from TypeScript, with the keys of the file. Members that are undefined count as absent.
 * @throws `recipe.invalid` with all problems at once.
 *
 * @example
 * ```ts
 * import { checkRecipe, exportRecipe } from 'loradex'
 *
 * const recipe = checkRecipe({
 *   source: { type: 'jsonl', path: 'cases/*.jsonl' },
 *   style: 'text_completion',
 *   field_mapping: { text_field: 'body.text' },
 * })
 * await exportRecipe({ recipe, baseFolder: '.' }, { target: 'out' })
 * ```
 */
export function checkRecipe(value: unknown): Recipe {
  const checked = fillRecipe(withoutUndefined(value, []))
  if ('recipe' in checked) return checked.recipe
  const problems = checked.problems.map(({ path, text }) => `${showPath(path)}: ${text}`)
  throw invalidRecipe('recipe', problems)
}

/** Fills in the defaults, or tells all that is wrong. */
export function fillRecipe(
  value: unknown,
): { readonly recipe: Recipe } | { readonly problems: readonly Problem[] } {
  const written = withoutSchemaKey(value)
  const misplacements = misplaced(written)
  const checked = recipeShape.safeParse(written)
  if (checked.success && misplacements.length === 0) return { recipe: checked.data }
  const issues = checked.error?.issues ?? []
  return {
    problems: [...misplacements, ...issues.flatMap((issue) => describeIssue(issue, written))],
  }
}

export function invalidRecipe(path: string, problems: readonly string[]): LoradexError {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  return new LoradexError('recipe.invalid', {
    message: [`${path} is not a valid recipe, ${count}:`, ...problems].join('\n  '),
    details: { path, problems },
    hint: 'Correct what is listed; the first line of an example recipe names the schema by which editors help.',
  })
}

/** `$schema` is for editors. */
function withoutSchemaKey(value: unknown): unknown {
  if (!isSection(value) || typeof value['$schema'] !== 'string') return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$schema'))
}

function withoutUndefined(value: unknown, parents: readonly unknown[]): unknown {
  // Zod tells what is wrong with a cycle once it is cut.
  if (parents.includes(value)) return Symbol('cycle')
  const within = [...parents, value]
  if (Array.isArray(value)) return value.map((item) => withoutUndefined(item, within))
  if (!isSection(value)) return value
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.map(([key, member]) => [key, withoutUndefined(member, within)]))
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
