import { Composer, LineCounter, Parser, type CST, type Document } from 'yaml'
import { LoradexError } from '../kernel/error.js'
import { parseJson } from '../kernel/parse-json.js'
import { MAX_DEPTH, NodeReader } from './node-reader.js'
import type { Place, Problem, RecipePath } from './recipe-problem.js'
import { childrenOf, yamlFault, type SyntaxFault } from './yaml-fault.js'

/** A recipe as written, before anything is known about its keys. */
export interface ParsedRecipe {
  readonly value: unknown
  /** What YAML allows and a recipe does not. */
  readonly problems: readonly Problem[]
  /** Whether there was too much to read all of it, so that more problems mean nothing. */
  readonly isCut: boolean
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
    throw unreadable(path, {
      message: `${path}: expected a recipe of at most 1 MiB, saw more`,
      hint: 'Move what is long into files of its own, such as the JSON Schema.',
    })
  }
  const text = decode(bytes, path)
  const lines = new LineCounter()
  const tokens = Array.from(new Parser(lines.addNewLine).parse(text))
  function placeAt(offset: number): string {
    const { line, col } = lines.linePos(offset)
    return `${line}:${col}`
  }
  const fault = (path.endsWith('.json') ? jsonFault(text) : undefined) ?? depthFault(tokens)
  const document = fault ?? compose(text, tokens)
  if ('found' in document) {
    const { offset, found, hint } = document
    throw unreadable(path, {
      message: `${path}:${placeAt(offset)}: ${found}`,
      hint: isData.test(path) ? 'Name a recipe; its source.path names the data.' : hint,
    })
  }
  const reader = new NodeReader(document)
  return {
    value: reader.read(),
    problems: reader.problems.map(({ offset, ...problem }) => ({
      ...problem,
      at: placeAt(offset),
    })),
    isCut: reader.isCut,
    placeOf: (sought, place) => placeAt(reader.offsetOf(sought, place)),
  }
}

/** By its name, a file of records. */
const isData = /\.(?:jsonl|ndjson|csv|tsv|parquet|db|sqlite3?|duckdb|gz|zst)$/u

export function unreadable(
  path: string,
  failure: { readonly message: string; readonly hint: string; readonly cause?: unknown },
): LoradexError {
  return new LoradexError('recipe.unreadable', { ...failure, details: { path } })
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw unreadable(path, {
      message: `${path}: expected text in UTF-8, saw bytes that are not`,
      hint: 'Save the recipe as UTF-8.',
    })
  }
}

function jsonFault(text: string): SyntaxFault | undefined {
  const bytes = new TextEncoder().encode(text)
  const parsed = parseJson(bytes)
  if ('value' in parsed || parsed.problem.code === 'duplicate-key') return undefined
  const { offset, found } = parsed.problem
  const before = new TextDecoder().decode(bytes.subarray(0, offset))
  const hint = 'Correct the JSON, or call the file .yaml.'
  return {
    offset: before.length,
    found: `expected JSON, saw ${found.replace(' of the record', '')}`,
    hint,
  }
}

/** Goes level by level, not into itself: the YAML library must not meet nesting it cannot bear. */
function depthFault(tokens: readonly CST.Token[]): SyntaxFault | undefined {
  let level = tokens.flatMap(childrenOf)
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) {
      const found = `expected at most ${MAX_DEPTH} levels, saw more`
      return { offset: level[0]?.offset ?? 0, found, hint: 'Correct the brackets and indentation.' }
    }
    level = level.flatMap(childrenOf)
  }
  return undefined
}

function compose(text: string, tokens: readonly CST.Token[]): Document.Parsed | SyntaxFault {
  const composer = new Composer({ schema: 'core', uniqueKeys: false })
  const [document, second] = composer.compose(tokens, true)
  const hint = 'Write one recipe to a file, without --- between parts of it.'
  if (document === undefined) return { offset: 0, found: 'expected a recipe, saw nothing', hint }
  const [error] = document.errors
  if (error !== undefined) return yamlFault(error, text, tokens)
  if (second === undefined) return document
  return { offset: second.range[0], found: 'expected one document, saw another', hint }
}
