import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import type { InferredSchema } from './infer-schema.js'

/** A schema as a file of its own; what each part rests on stands in its `$comment`. */
export function schemaFile({ schema, support }: Omit<InferredSchema, 'claims'>): JsonObject {
  const commented = withComments(schema, '', support)
  const dialect: readonly [string, Json] = [
    '$schema',
    'https://json-schema.org/draft/2020-12/schema',
  ]
  return new Map<string, Json>([dialect, ...(isJsonObject(commented) ? commented : [])])
}

function withComments(value: Json, pointer: string, support: ReadonlyMap<string, string>): Json {
  if (isJsonArray(value)) return value
  if (!isJsonObject(value)) return value
  const members = Array.from(value, ([key, member]): [string, Json] => {
    const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return [key, withComments(member, place, support)]
  })
  const comment = support.get(pointer)
  return new Map(comment === undefined ? members : [...members, ['$comment', comment]])
}
