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
  const size: Size = { characters: 0, dear: 0, patternCharacters: 0 }
  let values = 0
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    values += 1
    for (const part of partsOf(value, size)) waiting.push(part)
    if (values + waiting.length > FEW_VALUES || !isSmall(size)) return false
  }
  return true
}

interface Size {
  characters: number
  dear: number
  patternCharacters: number
}

function isSmall({ characters, dear, patternCharacters }: Size): boolean {
  const isShort = characters <= FEW_CHARACTERS && patternCharacters <= FEW_PATTERN_CHARACTERS
  return isShort && dear <= FEW_DEAR
}

function partsOf(value: Json, size: Size): Iterable<Json> {
  if (typeof value === 'string') size.characters += value.length
  if (isJsonArray(value)) return value
  if (!isJsonObject(value)) return []
  for (const [key, member] of value) {
    size.characters += key.length
    if (identifying.has(key)) addUri(member, size)
    if (key === 'pattern') addPattern(member, size)
    if (key === 'patternProperties' && isJsonObject(member)) {
      for (const pattern of member.keys()) addPattern(pattern, size)
    }
  }
  return value.values()
}

const identifying = new Set(['$id', 'id', '$ref', '$dynamicRef', '$recursiveRef', '$schema'])

function addUri(value: Json, size: Size): void {
  if (typeof value === 'string' && !value.startsWith('#')) size.dear += 1
}

function addPattern(value: Json, size: Size): void {
  if (typeof value !== 'string') return
  size.dear += 1
  size.patternCharacters += value.length
}
