import { LoradexError } from '../kernel/error.js'
import { nearestWord } from '../kernel/nearest-word.js'
import { redactUrl } from '../kernel/redact.js'
import type { Recipe, SourceRecipe } from './recipe.js'
import type { Problem, RecipePath } from './recipe-problem.js'

export type Environment = Readonly<Record<string, string | undefined>>

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/gu

/** Names of the variables that `${NAME}` in the text refers to. */
export function secretNames(text: string): readonly string[] {
  return Array.from(text.matchAll(reference), ([, name = '']) => name)
}

/**
 * The text with each `${NAME}` replaced by the variable, as it is. For the place that opens the
 * source, and for nothing that is shown or written.
 * @throws `recipe.env-missing`
 */
export function expandSecrets(text: string, env: Environment, path = 'recipe'): string {
  return text.replace(reference, (_, name: string) => {
    const value = variable(env, name)
    if (value === undefined) throw missingVariable({ name, path, place: path }, env)
    return value
  })
}

export function variable(env: Environment, name: string): string | undefined {
  return Object.hasOwn(env, name) ? env[name] : undefined
}

export interface MissingVariable {
  readonly name: string
  /** What messages call the recipe. */
  readonly path: string
  /** Where in it the variable is referred to. */
  readonly place: string
}

/** Names of other variables are shown, values never. */
export function missingVariable(missing: MissingVariable, env: Environment): LoradexError {
  const { name, path, place } = missing
  const meant = nearestWord(
    name,
    Object.keys(env).filter((other) => variable(env, other) !== undefined),
  )
  const question = meant === undefined ? '' : `, did you mean ${meant}?`
  return new LoradexError('recipe.env-missing', {
    message: `${place}: expected the environment variable ${name}, saw none of that name${question}`,
    details: { path, variable: name },
    hint:
      meant === undefined
        ? `Set it before the command, for example ${name}=… loradex export.`
        : `Write \${${meant}}, or set ${name}.`,
  })
}

/** The texts of a source in which `${NAME}` is replaced, with their paths. */
export function secretTexts(source: SourceRecipe): readonly (readonly [RecipePath, string])[] {
  const texts: (readonly [RecipePath, string])[] = []
  if ('url' in source) texts.push([['source', 'url'], source.url])
  if ('headers' in source) {
    for (const [name, value] of Object.entries(source.headers ?? {})) {
      texts.push([['source', 'headers', name], value])
    }
  }
  return texts
}

/** Keys of a source that nobody puts a secret into. */
const harmless: readonly unknown[] = [
  'type',
  'delimiter',
  'columns',
  'table',
  'allow_private_redirects',
]

/** Whether values here may be secrets, and so are never shown. */
export function mayHoldSecret([section, key]: RecipePath): boolean {
  return section === 'source' && !harmless.includes(key)
}

/** A recipe that can be shown: passwords in the URL and all header values are `***`. */
export function redactRecipe(recipe: Recipe): Recipe {
  const { source } = recipe
  if (!('url' in source)) return recipe
  const shown = { ...source, url: redactUrl(source.url) }
  if (!('headers' in shown) || shown.headers === undefined) return { ...recipe, source: shown }
  const headers = Object.fromEntries(
    Object.entries(shown.headers).map(([name, value]): [string, string] => [
      name,
      isReference(value) ? value : '***',
    ]),
  )
  return { ...recipe, source: { ...shown, headers } }
}

/** Secrets that stand in the recipe itself. */
export function inlineSecrets(source: SourceRecipe): readonly Problem[] {
  return secretTexts(source)
    .filter(([path, text]) =>
      path[1] === 'url' ? redactUrl(text) !== text : isCredential(path[2]) && !isReference(text),
    )
    .map(([path]) => ({
      path,
      place: 'value',
      text: 'holds a secret; put it into an environment variable and write ${NAME}',
      hint: 'Put it into an environment variable and write ${NAME}.',
    }))
}

function isReference(text: string): boolean {
  return secretNames(text).length > 0
}

function isCredential(header: unknown): boolean {
  return /auth|token|key|secret|cookie|password/iu.test(String(header))
}

/** Each `${NAME}` where it would not be replaced, and each key that JavaScript would lose. */
export function misplaced(value: unknown, path: RecipePath = []): readonly Problem[] {
  if (typeof value === 'string') {
    if (isExpanded(path) || isData(path) || !isReference(value)) return []
    const text = 'expected no ${NAME} here, it is replaced only in source.url and source.headers'
    return [{ path, place: 'value', text, hint: 'Write the value itself, or set it with --set.' }]
  }
  if (value === null || typeof value !== 'object') return []
  const isList = Array.isArray(value)
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    const within = [...path, isList ? Number(key) : key]
    const problems = misplaced(member, within)
    if (key !== '__proto__') return problems
    const unknown = { text: 'unknown key', hint: 'Remove the key.' }
    return [{ path: within, place: 'key' as const, ...unknown }, ...problems]
  })
}

function isExpanded([section, key, ...rest]: RecipePath): boolean {
  return section === 'source' && (key === 'url' ? rest.length === 0 : key === 'headers')
}

/** Texts that are data: a template may well be about shell scripts. */
function isData(path: RecipePath): boolean {
  const [section, key] = path
  if (section === 'structured_gen')
    return key === 'json_schema' || key === 'regex' || key === 'grammar'
  if (section === 'custom') return key === 'template'
  return path.some((name, index) => index > 0 && (name === 'const' || name === 'template'))
}
