import { isJsonArray, isJsonObject, type Json } from '../../kernel/json-value.js'

/** Compiled, a value takes about 10 µs. */
const FEW_VALUES = 2000
/** What takes the product of two texts stays short by this. */
const FEW_CHARACTERS = 64 * 1024
/** To make one absolute, or to make a program of a pattern, takes up to half a millisecond. */
const FEW_DEAR = 50
/** Of one pattern, or of some together. */
const FEW_PATTERN_CHARACTERS = 1000

/**
 * Whether a schema is so small that compiling it takes a few hundredths of a second, whatever it says:
 * `tests/hostile-schemas` holds it to that. 98 of 100 published schemas are.
 */
export function isQuickToCompile(schema: Json): boolean {
  const waiting: Json[] = [schema]
  const patterns: string[] = []
  let [values, characters, uris] = [0, 0, 0]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    values += 1
    if (typeof value === 'string') characters += value.length
    else if (isJsonArray(value)) for (const item of value) waiting.push(item)
    else if (isJsonObject(value)) {
      for (const [key, member] of value) {
        characters += key.length
        waiting.push(member)
        if (isUri(key, member)) uris += 1
        if (key === 'pattern' && typeof member === 'string') patterns.push(member)
        if (key === 'patternProperties' && isJsonObject(member)) patterns.push(...member.keys())
      }
    }
    if (values + waiting.length > FEW_VALUES || characters > FEW_CHARACTERS) return false
  }
  if (patterns.length + uris > FEW_DEAR) return false
  return patterns.reduce((sum, { length }) => sum + length, 0) <= FEW_PATTERN_CHARACTERS
}

const identifying = new Set(['$id', 'id', '$ref', '$dynamicRef', '$recursiveRef', '$schema'])

function isUri(key: string, value: Json): boolean {
  return identifying.has(key) && typeof value === 'string' && !value.startsWith('#')
}
