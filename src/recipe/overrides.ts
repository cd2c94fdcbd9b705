import { parseRecipe } from './parse-recipe.js'
import type { Problem, RecipePath } from './recipe-problem.js'

/** One `quality.min_text_length=3` of the command line. */
export interface Override {
  /** As it was given. */
  readonly text: string
  readonly path: RecipePath
  readonly value: unknown
  readonly problems: readonly Problem[]
}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/**
 * The value is a number, `true`, `false`, `null`, or YAML when it starts with a quote or bracket;
 * all else is text as it stands, so that `source.path=*.jsonl` needs no quotes.
 * @throws `recipe.unreadable` when the value is broken YAML.
 */
export function readOverride(text: string): Override {
  const equals = text.indexOf('=')
  const path = (equals < 0 ? text : text.slice(0, equals)).split('.')
  if (equals < 0 || path.includes('')) {
    const problem: Problem = {
      path,
      place: 'key',
      text: `expected key=value, saw no ${equals < 0 ? '=' : 'key'}`,
      hint: 'Write it like --set quality.min_text_length=20.',
    }
    return { text, path, value: undefined, problems: [problem] }
  }
  const value = text.slice(equals + 1)
  if (!/^["'[{]/u.test(value)) return { text, path, value: readPlain(value), problems: [] }
  const parsed = parseRecipe(new TextEncoder().encode(value), `--set ${path.join('.')}`)
  const problems = parsed.problems.map((problem) => ({
    ...problem,
    path: [...path, ...problem.path],
  }))
  return { text, path, value: parsed.value, problems }
}

function readPlain(text: string): unknown {
  if (words.has(text)) return words.get(text)
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/u.test(text) ? Number(text) : text
}

/** The recipe with the value put in; sections on the way are made, and nothing else changes. */
export function applyOverride(recipe: unknown, { path, value, problems }: Override): unknown {
  return problems.length > 0 ? recipe : put(recipe, path, value)
}

function put(into: unknown, [key, ...rest]: RecipePath, value: unknown): unknown {
  if (key === undefined) return value
  const isSection = typeof into === 'object' && into !== null && !Array.isArray(into)
  const old = new Map<string, unknown>(isSection ? Object.entries(into) : [])
  old.set(String(key), put(old.get(String(key)), rest, value))
  // Unlike an assignment, this makes even `__proto__` an ordinary key.
  return Object.fromEntries(old)
}

/** The last override that set what is at the path, or something that it is part of. */
export function overrideOf(path: RecipePath, overrides: readonly Override[]): Override | undefined {
  return overrides.findLast((override) =>
    override.path.every((key, index) => String(path[index]) === key),
  )
}
