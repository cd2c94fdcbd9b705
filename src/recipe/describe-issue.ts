import type { z } from 'zod'
import { nearestWord } from '../kernel/nearest-word.js'
import { quote, showPath, type Problem, type RecipePath } from './recipe-problem.js'
import { isSchemaNode, type SchemaNode } from './recipe-schema.js'
import { keysOf, schemaAt, sectionOf } from './schema-node.js'
import { mayHoldSecret } from './secrets.js'

type Issue = z.core.$ZodIssue

/** What zod found wrong with `recipe`, in our own words. */
export function describeIssue(issue: Issue, recipe: unknown): readonly Problem[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .filter((key) => key !== '__proto__')
      .map((key) => ({ path: [...path, key], place: 'key', text: unknownKey(path, key, recipe) }))
  }
  if (issue.code === 'invalid_key') {
    const { propertyNames } = schemaAt(path.slice(0, -1), recipe) ?? {}
    const text = `expected ${expectedOf(propertyNames)}, saw ${quote(String(path.at(-1)))}`
    return [{ path, place: 'key', text }]
  }
  const value = valueAt(recipe, path)
  if (issue.code === 'custom' && issue.message !== '') {
    const isWhole = !issue.message.startsWith('expected') || issue.message.includes(', saw ')
    const text = isWhole ? issue.message : `${issue.message}, saw ${seen(value, path)}`
    return [{ path, place: 'value', text }]
  }
  const node = schemaAt(path, recipe)
  const expected = `expected ${path.length === 0 ? 'keys with values' : expectedOf(node)}`
  if (value === undefined) return [{ path, place: 'value', text: `missing, ${expected}` }]
  const text = `${expected}, saw ${seen(value, path)}${adviceOn(value, node)}`
  return [{ path, place: 'value', text }]
}

/** More than these help nobody. */
const MOST_SHOWN = 8

function unknownKey(path: RecipePath, key: string, recipe: unknown): string {
  const known = keysOf(schemaAt(path, recipe))
  const section = sectionOf(key)
  if (section !== undefined && section !== showPath(path)) {
    return `unknown key, ${key} belongs ${section === '' ? 'at the top' : `under ${section}`}`
  }
  const meant = nearestWord(key, known)
  if (meant !== undefined) return `unknown key, did you mean ${meant}?`
  return known.length > MOST_SHOWN ? 'unknown key' : `unknown key, expected ${known.join(', ')}`
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['boolean', 'true or false'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['string', 'a text'],
  ['array', 'a list'],
])

function expectedOf(node: unknown): string {
  if (!isSchemaNode(node)) return 'another value'
  if (node.title !== undefined) return node.title
  if (node.anyOf !== undefined) return node.anyOf.map(expectedOf).join(' or ')
  if (node.enum !== undefined) return `one of ${node.enum.join(', ')}`
  if (node.oneOf !== undefined) return 'an object with a type'
  const isFilled = (node.minLength ?? node.minItems ?? 0) > 0
  const name = typeNames.get(String(node.type)) ?? 'an object'
  return `${name}${rangeOf(node)}${isFilled ? ' that is not empty' : ''}`
}

function rangeOf({ minimum, exclusiveMinimum, maximum }: SchemaNode): string {
  if (maximum === undefined) return ''
  return minimum === undefined
    ? ` above ${exclusiveMinimum} and up to ${maximum}`
    : ` from ${minimum} to ${maximum}`
}

function seen(value: unknown, path: RecipePath): string {
  if (value === undefined) return 'the default'
  if (value === null || typeof value === 'boolean' || typeof value === 'number')
    return String(value)
  if (typeof value === 'string') return mayHoldSecret(path) ? 'a string' : `string ${quote(value)}`
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value !== 'object') return `a ${typeof value}`
  const keys = Object.keys(value)
    .slice(0, 5)
    .map((key) => showPath([key]))
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}`
}

/** What to write instead, when that can be guessed. */
function adviceOn(value: unknown, node: SchemaNode | undefined): string {
  if (node === undefined) return ''
  if (typeof value === 'string') {
    const meant = nearestWord(value, (node.enum ?? []).map(String))
    if (meant !== undefined) return `, did you mean ${meant}?`
    const isQuoted = node.type !== 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    return isQuoted ? ' (leave out the quotes)' : ''
  }
  const isBare = node.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')
  return isBare ? ' (put quotes around it)' : ''
}

function valueAt(value: unknown, path: RecipePath): unknown {
  let found = value
  for (const key of path) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, key)) return undefined
    found = Reflect.get(found, key)
  }
  return found
}
