import { LoradexError } from '../../kernel/error.js'
import { isPlainObject } from './is-plain-object.js'
import { changedInputs } from './changed-inputs.js'
import type { ExportIdentity, RecipeIdentity } from './export-identity.js'

/** Code units of a value in a message. */
const MOST_SHOWN = 60

/** What the export that goes on is held against: one that was interrupted, or one to append to. */
export interface EarlierExport<Identity> {
  readonly target: string
  readonly identity: Identity
  readonly isFinished: boolean
}

/** @throws `export.plan-changed` when version, recipe, schema or limit are others than they were. */
export function assertSameRecipe(
  earlier: EarlierExport<RecipeIdentity>,
  now: RecipeIdentity,
): void {
  const { loradex_version: was, recipe, schema, grammar, limit } = earlier.identity
  refuse(earlier, [
    ...(was === now.loradex_version ? [] : [`loradex ${now.loradex_version} in place of ${was}`]),
    ...changedKeys(plain(recipe), plain(now.recipe), ''),
    ...(schema === now.schema ? [] : ['another JSON Schema']),
    ...(grammar === now.grammar ? [] : ['another grammar']),
    ...(limit === now.limit ? [] : [change('--limit', limit ?? 'none', now.limit ?? 'none')]),
  ])
}

/** @throws `export.plan-changed` when duplicates would be known by something else than they were. */
export function assertSameKeys(
  earlier: EarlierExport<Pick<ExportIdentity, 'key_seed'>>,
  { keySeed }: { readonly keySeed: string | null },
): void {
  const [was, is] = [earlier.identity.key_seed, keySeed].map((seed) =>
    seed === null ? 'object' : 'auto',
  )
  if (was !== is) refuse(earlier, [change('--lane', was, is)])
}

/** @throws `export.plan-changed` when the source is not as it was. */
export function assertSameSource(
  earlier: EarlierExport<ExportIdentity>,
  now: ExportIdentity,
): void {
  const before = earlier.identity
  const other = before.source === now.source ? [] : [change('source', before.source, now.source)]
  refuse(earlier, [...other, ...changedInputs(before.parts, now.parts)])
}

/** @throws `export.plan-changed` when there is any change. */
export function refuse(
  { target, isFinished }: Omit<EarlierExport<unknown>, 'identity'>,
  changes: readonly string[],
): void {
  const [first] = changes
  if (first === undefined) return
  const more = changes.length === 1 ? '' : `, and ${changes.length - 1} more`
  throw new LoradexError('export.plan-changed', {
    message: isFinished
      ? `${target}: expected what it was made from, and new records at most, saw ${first}${more}`
      : `${target}: expected the export that was interrupted, saw ${first}${more}`,
    details: { target, changes },
    hint: isFinished
      ? 'Change it back, or pass --append --force to make the export again.'
      : 'Change it back, or pass --restart to begin the export again.',
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
