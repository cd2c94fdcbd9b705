import { isJsonArray, isJsonObject, type Json } from '../../kernel/json-value.js'
import { MAX_DEPTH } from '../../kernel/parse-json.js'
import { schemaInvalid } from './schema-invalid.js'

/** More than the largest published schemas; compiled, a value takes about one kilobyte. */
export const MAX_VALUES = 200_000

/** @throws `schema.invalid` when the schema is nested too deeply or has too many values. */
export function checkSize(schema: Json, maxValues: number = MAX_VALUES): void {
  let level: readonly Json[] = [schema]
  let count = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    count += level.length
    if (depth > MAX_DEPTH) throw tooLarge('more levels', maxValues)
    if (count > maxValues) throw tooLarge('more values', maxValues)
    level = level.flatMap(partsOf)
  }
}

function partsOf(value: Json): readonly Json[] {
  if (isJsonArray(value)) return value
  return isJsonObject(value) ? [...value.values()] : []
}

function tooLarge(seen: string, maxValues: number): Error {
  return schemaInvalid({
    pointer: '',
    problem: `expected at most ${MAX_DEPTH} levels and ${maxValues} values, saw ${seen}`,
    hint: 'Split the schema, or refer to repeated parts with $ref.',
  })
}
