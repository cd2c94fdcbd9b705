import { nearestWord } from '../kernel/nearest-word.js'
import { digits } from './digits.js'
import { isSchemaNode, type SchemaNode } from './recipe-schema.js'

const typeNames: ReadonlyMap<string, string> = new Map([
  ['boolean', 'true or false'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['string', 'a text'],
  ['array', 'a list'],
])

/** What a part of the recipe may be, for people. */
export function expectedValue(node: unknown): string {
  if (!isSchemaNode(node)) return 'another value'
  if (node.title !== undefined) return node.title
  if (node.anyOf !== undefined) return anyOfWords(node.anyOf.map(expectedValue))
  if (node.enum !== undefined) return anyOfWords(node.enum.map(String))
  if (node.oneOf !== undefined) return 'keys with values, type among them'
  const isFilled = (node.minLength ?? node.minItems ?? 0) > 0
  const name = typeNames.get(String(node.type)) ?? 'keys with values'
  return `${name}${rangeOf(node)}${isFilled ? ' that is not empty' : ''}`
}

/** `a, b or c` */
export function anyOfWords(words: readonly string[]): string {
  const [last = '', ...others] = words.toReversed()
  return others.length === 0 ? last : `${others.toReversed().join(', ')} or ${last}`
}

function rangeOf({ minimum, exclusiveMinimum, maximum }: SchemaNode): string {
  if (maximum === undefined) return ''
  return minimum === undefined
    ? ` above ${digits(exclusiveMinimum)} and up to ${digits(maximum)}`
    : ` from ${digits(minimum)} to ${digits(maximum)}`
}

/** The possible value that was meant, where only some are possible. */
export function meantOf(value: string, node: SchemaNode | undefined): string | undefined {
  return nearestWord(value, (node?.enum ?? []).map(String))
}
