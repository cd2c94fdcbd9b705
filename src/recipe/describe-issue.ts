import type { z } from 'zod'
import { digits } from './digits.js'
import { expectedValue, meantOf } from './expected-value.js'
import { howToWrite } from './how-to-write.js'
import { quote, showPath, type Problem, type RecipePath } from './recipe-problem.js'
import type { SchemaNode } from './recipe-schema.js'
import { keyNames, schemaAt } from './schema-node.js'
import { mayHoldSecret } from './secrets.js'
import { unknownKey } from './unknown-key.js'

type Issue = z.core.$ZodIssue

/** What zod found wrong with `recipe`, in our own words. */
export function describeIssue(issue: Issue, recipe: unknown): readonly Problem[] {
  const path = issue.path.map(keyOf)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .filter((key) => key !== '__proto__')
      .map((key) => unknownKey([...path, key], recipe))
  }
  const inside = issue.code === 'invalid_union' ? insideOf(issue, recipe) : []
  if (inside.length > 0) return inside.flatMap((inner) => describeIssue(inner, recipe))
  if (issue.code === 'invalid_key') {
    const expected = expectedValue(keyNames(schemaAt(path.slice(0, -1), recipe)))
    const text = `expected ${expected}, saw ${quote(String(path.at(-1)))}`
    return [{ path, place: 'key', text, hint: `Write ${expected}.` }]
  }
  const node = schemaAt(path, recipe)
  const value = valueAt(recipe, path)
  if (issue.code === 'custom' && issue.message !== '') {
    return [{ path, place: 'value', ...customProblem(issue, seenValue(value, path)) }]
  }
  const text = problemText(node, value, path)
  return [{ path, place: 'value', text, hint: howToWrite(node, value, path) }]
}

/** What is wrong within a value that is of one of the kinds it may be; nothing where it is of none. */
function insideOf(
  { errors, path }: z.core.$ZodIssueInvalidUnion,
  recipe: unknown,
): readonly Issue[] {
  const kinds = errors.map((issues) =>
    issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })),
  )
  const isInside = (issue: Issue): boolean =>
    issue.path.length > path.length && valueAt(recipe, issue.path.map(keyOf)) !== undefined
  return kinds.find((issues) => issues.every(isInside)) ?? []
}

function keyOf(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key)
}

/** The shape says what to do in `params.hint`, and what it saw where that is not the value itself. */
function customProblem(
  { message, params }: z.core.$ZodIssueCustom,
  seen: string,
): Pick<Problem, 'text' | 'hint'> {
  const isWhole = !message.startsWith('expected') || message.includes(', saw ')
  const hint: unknown = params?.['hint']
  return {
    text: isWhole ? message : `${message}, saw ${seen}`,
    hint: typeof hint === 'string' ? hint : 'Correct the value.',
  }
}

function problemText(node: SchemaNode | undefined, value: unknown, path: RecipePath): string {
  const expected = `expected ${path.length === 0 ? 'keys with values' : expectedValue(node)}`
  if (value === undefined) return `missing, ${expected}`
  const meant = typeof value === 'string' ? meantOf(value, node) : undefined
  const question = meant === undefined ? '' : `, did you mean ${meant}?`
  return `${expected}, saw ${seenValue(value, path)}${question}`
}

const MOST_KEYS_SHOWN = 5

function seenValue(value: unknown, path: RecipePath): string {
  if (value === undefined) return 'the default'
  if (value === null) return 'nothing'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return digits(value)
  if (typeof value === 'string') return seenText(value, path)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value !== 'object') return `a ${typeof value}`
  const keys = Object.keys(value)
  const shown = keys.slice(0, MOST_KEYS_SHOWN).map((key) => showPath([key]))
  return keys.length === 0 ? 'an empty section' : `a section with ${shown.join(', ')}`
}

function seenText(value: string, path: RecipePath): string {
  if (value === '' || !mayHoldSecret(path)) return quote(value)
  const [, scheme] = /^([a-z][a-z+]{1,15}:\/\/)/iu.exec(value) ?? []
  return scheme === undefined ? 'a text' : `a text that begins with ${scheme}`
}

function valueAt(value: unknown, path: RecipePath): unknown {
  let found = value
  for (const key of path) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, key)) return undefined
    found = Reflect.get(found, key)
  }
  return found
}
