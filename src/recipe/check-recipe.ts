import { LoradexError } from '../kernel/error.js'
import { describeIssue } from './describe-issue.js'
import type { Recipe } from './recipe.js'
import { showPath, withoutMissing, type Problem } from './recipe-problem.js'
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
  const problems = checked.problems.map(({ path, text, hint }) => ({
    line: `${showPath(path)}: ${text}`,
    hint,
  }))
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
  const described = issues.flatMap((issue) => describeIssue(issue, written))
  return { problems: [...misplacements, ...withoutMisspelt(described)] }
}

/** A key that is misspelt is not missing as well. */
function withoutMisspelt(problems: readonly Problem[]): readonly Problem[] {
  const meant = new Set(
    problems.flatMap(({ path, meant: key }) =>
      key === undefined ? [] : [showPath([...path.slice(0, -1), key])],
    ),
  )
  return withoutMissing(problems, meant)
}

/** More than these are rarely problems of their own. */
const MOST_SHOWN = 10

export interface ShownProblem {
  /** Where it is and what is wrong. */
  readonly line: string
  readonly hint: string
}

/** One problem is one line; several are a list. */
export function invalidRecipe(path: string, problems: readonly ShownProblem[]): LoradexError {
  const lines = problems.map(({ line }) => line)
  const shown = lines.slice(0, MOST_SHOWN)
  const rest = lines.length - shown.length
  const list = [
    `${path} has ${lines.length} problems:`,
    ...shown,
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ]
  const [{ hint } = { hint: 'Correct the recipe.' }] = problems
  const isOnly = lines.length === 1
  return new LoradexError('recipe.invalid', {
    message: isOnly ? (lines[0] ?? '') : list.join('\n  '),
    details: { path, problems: lines },
    hint: isOnly
      ? hint
      : `Correct each of them; the first: ${hint.charAt(0).toLowerCase()}${hint.slice(1)}`,
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
