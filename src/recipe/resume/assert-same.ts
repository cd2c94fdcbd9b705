import { LoradexError } from '../../kernel/error.js'
import { isPlainObject } from './is-plain-object.js'
import { changedInputs } from './changed-inputs.js'
import type { ExportIdentity, RecipeIdentity } from './export-identity.js'

/** Code units of a value in a message. */
const MOST_SHOWN = 60

/** @throws `export.plan-changed` when version, recipe, schema or limit are others than they were. */
export function assertSameRecipe(
  target: string,
  before: RecipeIdentity,
  now: RecipeIdentity,
): void {
  const { loradex_version: was, recipe, schema, grammar, limit } = before
  refuse(target, [
    ...(was === now.loradex_version ? [] : [`loradex ${now.loradex_version} in place of ${was}`]),
    ...changedKeys(plain(recipe), plain(now.recipe), ''),
    ...(schema === now.schema ? [] : ['another JSON Schema']),
    ...(grammar === now.grammar ? [] : ['another grammar']),
    ...(limit === now.limit ? [] : [change('--limit', limit ?? 'none', now.limit ?? 'none')]),
  ])
}

/** @throws `export.plan-changed` when the source is not as it was. */
export function assertSameSource(
  target: string,
  before: ExportIdentity,
  now: ExportIdentity,
): void {
  const other = before.source === now.source ? [] : [change('source', before.source, now.source)]
  refuse(target, [...other, ...changedInputs(before.parts, now.parts)])
}

function refuse(target: string, changes: readonly string[]): void {
  const [first] = changes
  if (first === undefined) return
  const more = changes.length === 1 ? '' : `, and ${changes.length - 1} more`
  throw new LoradexError('export.plan-changed', {
    message: `${target}: expected the export that was interrupted, saw ${first}${more}`,
    details: { target, changes },
    hint: 'Change it back, or pass --restart to begin the export again.',
  })
}

/** Paths of keys as `--set` takes them. */
function changedKeys(before: unknown, now: unknown, path: string): readonly string[] {
  if (isPlainObject(before) && isPlainObject(now)) {
    return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((key) =>
      changedKeys(before[key], now[key], path === '' ? key : `${path}.${key}`),
    )
  }
  return JSON.stringify(before) === JSON.stringify(now) ? [] : [change(path, before, now)]
}

function change(what: string, before: unknown, now: unknown): string {
  return `${what}: ${shown(now)} in place of ${shown(before)}`
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}

/** Without what JSON leaves out. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
