import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'

/** Objects are merged member by member; of all else, the later says it. */
export function mergeFacts(...documents: readonly JsonObject[]): JsonObject {
  return documents.reduce<JsonObject>((merged, document) => {
    const result = new Map(merged)
    for (const [key, value] of document) result.set(key, merge(result.get(key), value))
    return result
  }, new Map())
}

function merge(before: Json | undefined, after: Json): Json {
  return isJsonObject(before) && isJsonObject(after) ? mergeFacts(before, after) : after
}

/** An object of the members that are there. */
export function factsOf(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return new Map(
    Object.entries(members).flatMap(([key, value]) => {
      const isEmpty = isJsonObject(value) && value.size === 0
      return value === undefined || value === null || isEmpty ? [] : [[key, value] as const]
    }),
  )
}
