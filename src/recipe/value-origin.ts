import { overrideOf, type Override } from './overrides.js'
import type { ParsedRecipe } from './parse-recipe.js'
import type { RecipePath } from './recipe-problem.js'

/** Who said what a key of the recipe holds. */
export type ValueOrigin =
  | { readonly kind: 'override'; readonly key: string }
  | { readonly kind: 'file'; readonly line: number; readonly column: number }
  | { readonly kind: 'default' }

interface Written {
  readonly parsed: ParsedRecipe
  readonly set: readonly Override[]
}

/** The last that said something about the path: `--set`, the file, or nobody. */
export function valueOrigin(path: RecipePath, { parsed, set }: Written): ValueOrigin {
  const override = overrideOf(path, set)
  if (override !== undefined) {
    const isSaid = holds(override.value, path.slice(override.path.length))
    return isSaid ? { kind: 'override', key: override.path.join('.') } : { kind: 'default' }
  }
  if (!holds(parsed.value, path)) return { kind: 'default' }
  const [line = 0, column = 0] = parsed.placeOf(path, 'value').split(':').map(Number)
  return { kind: 'file', line, column }
}

function holds(value: unknown, [key, ...rest]: RecipePath): boolean {
  if (key === undefined) return true
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false
  return holds(Reflect.get(value, key), rest)
}
