import { Composer, LineCounter, Parser, type CST, type Document } from 'yaml'
import { LoradexError } from '../kernel/error.js'
import { parseJson } from '../kernel/parse-json.js'
import { MAX_DEPTH, NodeReader } from './node-reader.js'
import type { Place, Problem, RecipePath } from './recipe-problem.js'

/** A recipe as written, before anything is known about its keys. */
export interface ParsedRecipe {
  readonly value: unknown
  /** What YAML allows and a recipe does not. */
  readonly problems: readonly Problem[]
  /** Line and column, `12:9`; of the nearest parent for what is not there. */
  placeOf(path: RecipePath, place: Place): string
}

/** A recipe is written by hand; a schema this large belongs in a file of its own. */
export const MAX_RECIPE_BYTES: number = 1024 * 1024

/**
 * Parses YAML 1.2, of which JSON is a part; a file called `.json` must be JSON.
 * @throws `recipe.unreadable` with line and column of what breaks the syntax.
 */
export function parseRecipe(bytes: Uint8Array, path: string): ParsedRecipe {
  if (bytes.length > MAX_RECIPE_BYTES) {
    throw unreadable(path, path, `expected at most ${MAX_RECIPE_BYTES} bytes, saw ${bytes.length}`)
  }
  const text = decode(bytes, path)
  const lines = new LineCounter()
  const tokens = Array.from(new Parser(lines.addNewLine).parse(text))
  function placeAt(offset: number): string {
    const { line, col } = lines.linePos(offset)
    return `${line}:${col}`
  }
  const fault = (path.endsWith('.json') ? jsonFault(text) : undefined) ?? depthFault(tokens)
  const document = fault ?? compose(tokens)
  if ('found' in document) {
    throw unreadable(path, `${path}:${placeAt(document.offset)}`, document.found)
  }
  const reader = new NodeReader(document)
  return {
    value: reader.read(),
    problems: reader.problems.map(({ offset, ...problem }) => ({
      ...problem,
      at: placeAt(offset),
    })),
    placeOf: (sought, place) => placeAt(reader.offsetOf(sought, place)),
  }
}

export function unreadable(path: string, place: string, found: string): LoradexError {
  return new LoradexError('recipe.unreadable', {
    message: `${place}: ${found}`,
    details: { path },
    hint: 'Pass the path of a recipe in YAML or JSON.',
  })
}

interface Fault {
  readonly offset: number
  readonly found: string
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw unreadable(path, path, 'expected UTF-8, saw bytes that are not')
  }
}

function jsonFault(text: string): Fault | undefined {
  const bytes = new TextEncoder().encode(text)
  const parsed = parseJson(bytes)
  if ('value' in parsed || parsed.problem.code === 'duplicate-key') return undefined
  const { offset, found } = parsed.problem
  const before = new TextDecoder().decode(bytes.subarray(0, offset))
  return { offset: before.length, found: `expected JSON, saw ${found}` }
}

/** Goes level by level, not into itself: the YAML library must not meet nesting it cannot bear. */
function depthFault(tokens: readonly CST.Token[]): Fault | undefined {
  let level = tokens.flatMap((token) => (token.type === 'document' ? (token.value ?? []) : []))
  for (let depth = 0; level.length > 0; depth += 1) {
    const found = `expected at most ${MAX_DEPTH} levels, saw more`
    if (depth > MAX_DEPTH) return { offset: level[0]?.offset ?? 0, found }
    level = level.flatMap(childrenOf)
  }
  return undefined
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (!('items' in token)) return []
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat())
}

function compose(tokens: readonly CST.Token[]): Document.Parsed | Fault {
  const composer = new Composer({ schema: 'core', uniqueKeys: false })
  const [document, second] = composer.compose(tokens, true)
  if (document === undefined) return { offset: 0, found: 'expected a recipe, saw nothing' }
  const [error] = document.errors
  if (error !== undefined) return { offset: error.pos[0], found: error.message }
  if (second === undefined) return document
  return { offset: second.range[0], found: 'expected one document, saw another' }
}
