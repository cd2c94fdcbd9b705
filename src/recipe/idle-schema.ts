import type { Recipe } from './recipe.js'
import type { Problem } from './recipe-problem.js'
import type { ValueOrigin } from './value-origin.js'

const SWITCH = ['structured_gen', 'enable_schema_validation']

/** A schema that no sample is held against, though nobody has said that none is to be. */
export function idleSchema(
  { structured_gen }: Pick<Recipe, 'structured_gen'>,
  originOf: (path: readonly string[]) => ValueOrigin,
): readonly Problem[] {
  const { json_schema, enable_schema_validation } = structured_gen
  if (json_schema === undefined || enable_schema_validation) return []
  if (originOf(SWITCH).kind !== 'default') return []
  return [
    {
      path: ['structured_gen', 'json_schema'],
      place: 'value',
      text: 'no sample is held against it; set enable_schema_validation to true, or to false if that is meant',
      hint: 'Set enable_schema_validation.',
    },
  ]
}
