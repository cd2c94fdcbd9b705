import { expectedValue, meantOf } from './expected-value.js'
import type { RecipePath } from './recipe-problem.js'
import type { SchemaNode } from './recipe-schema.js'

/** Of keys that have no default. */
const examples: Readonly<Record<string, string>> = {
  source: 'source: { type: jsonl, path: cases.jsonl }',
  'source.type': 'type: jsonl',
  'source.path': 'path: cases.jsonl',
  'source.url': 'url: ${DATABASE_URL}',
  'source.sql': "sql: select * from 'cases.parquet'",
  'custom.template': 'template: { text: "{{title}}" }',
  'split.key': 'key: id',
  'split.ratios': 'ratios: { train: 0.9, test: 0.1 }',
}

/** What to write in place of a value that is of the wrong type or out of range. */
export function howToWrite(node: SchemaNode | undefined, value: unknown, path: RecipePath): string {
  const example = examples[path.length === 0 ? 'source' : path.join('.')]
  if (path.length === 0) return `Begin the recipe with ${example}.`
  if (value === undefined) {
    return `Add ${example ?? `${path.at(-1)} to ${path.slice(0, -1).join('.')}`}.`
  }
  if (node === undefined) return 'Correct the value.'
  if (node.enum !== undefined) return howToChoose(node, value)
  if (!isSection(node)) return howToReplace(node, value)
  return `Write ${howToBegin(value) ?? example ?? exampleOf(node, path)}.`
}

function howToReplace(node: SchemaNode, value: unknown): string {
  if (typeof value === 'string') return howToQuoteLess(node, value)
  const isBare = typeof value === 'number' || typeof value === 'boolean'
  if (isBare && node.type === 'string') return 'Put quotes around the value.'
  return `Write ${expectedValue(node)}.`
}

function howToChoose(node: SchemaNode, value: unknown): string {
  const meant = typeof value === 'string' ? meantOf(value, node) : undefined
  return `Write ${meant ?? `one of these, for example ${String(node.enum?.[0])}`}.`
}

const yes: ReadonlySet<string> = new Set(['yes', 'y', 'on', 'true', '1'])
const no: ReadonlySet<string> = new Set(['no', 'n', 'off', 'false', '0'])

function howToQuoteLess(node: SchemaNode, value: string): string {
  const word = value.trim().toLowerCase()
  if (node.type === 'boolean' && (yes.has(word) || no.has(word))) {
    return `Write ${yes.has(word)}, without quotes.`
  }
  const isNumber = node.type === 'number' || node.type === 'integer'
  const isQuoted = word !== '' && Number.isFinite(Number(word))
  if (isNumber && isQuoted) return `Write ${word}, without quotes.`
  return `Write ${expectedValue(node)}.`
}

/** `type:jsonl` is a text: YAML wants a space. */
function howToBegin(value: unknown): string | undefined {
  const isCloseColon = typeof value === 'string' && /^[a-z_]+:[^\s/]/u.test(value)
  return isCloseColon ? 'a space after each colon, for example type: jsonl' : undefined
}

function isSection({ oneOf, properties }: SchemaNode): boolean {
  return oneOf !== undefined || properties !== undefined
}

/** The section with one of its keys, as it is by default. */
function exampleOf({ properties = {} }: SchemaNode, path: RecipePath): string {
  const [[key, node] = ['', true]] = Object.entries(properties)
  const fallback: unknown = typeof node === 'object' ? node.default : undefined
  const shown = ['boolean', 'number', 'string'].includes(typeof fallback) ? String(fallback) : '…'
  return `keys with values, for example ${path.at(-1)}: { ${key}: ${shown} }`
}
