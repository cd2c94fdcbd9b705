import type { PlainJson } from '../../kernel/plain-json.js'
import type { LoadedRecipe } from '../../recipe/load-recipe.js'
import type { RecipePath } from '../../recipe/recipe-problem.js'
import { redactRecipe } from '../../recipe/secrets.js'
import type { EffectiveValue, Origin } from '../outputs/config-output.js'

/** Every key of the recipe with what it holds, defaults too, in the order of the reference; no secrets. */
export function recipeValues(loaded: LoadedRecipe): readonly EffectiveValue[] {
  // Checked to be JSON when it was loaded.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const shown = redactRecipe(loaded.recipe) as unknown as PlainJson
  return leaves(shown, []).map(({ path, value }) => ({
    key: path.join('.'),
    value,
    origin: originOf(path, loaded),
  }))
}

interface Leaf {
  readonly path: RecipePath
  readonly value: PlainJson
}

function leaves(value: PlainJson, path: RecipePath): readonly Leaf[] {
  if (!isSection(value, path)) return [{ path, value }]
  return Object.entries(value).flatMap(([key, member]: [string, PlainJson]) =>
    leaves(member, [...path, key]),
  )
}

/** Objects that are values stay whole: a schema, a template, a field's constant. */
function isSection(
  value: PlainJson,
  path: RecipePath,
): value is Readonly<Record<string, PlainJson>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const isField = Object.keys(value).join() === 'const' || Object.keys(value).join() === 'template'
  if (isField && path.length > 1) return false
  return !wholeValues.has(path.join('.'))
}

const wholeValues: ReadonlySet<string> = new Set(['structured_gen.json_schema', 'custom.template'])

function originOf(path: RecipePath, { path: file, originOf: find }: LoadedRecipe): Origin {
  const origin = find(path)
  switch (origin.kind) {
    case 'override':
      return { kind: 'option', option: `--set ${origin.key}` }
    case 'file':
      return { kind: 'recipe', file, line: origin.line, column: origin.column }
    case 'default':
      return origin
  }
}
