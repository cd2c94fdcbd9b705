import { isDeepStrictEqual } from 'node:util'
import type { PlainJson } from '../../kernel/plain-json.js'
import type { ComparedValue } from './comparison.js'

/** Says where a member is, from the keys that lead to it. */
export type PathWriter = (keys: readonly string[]) => string

/** Dotted, as the recipe's keys are written elsewhere. */
export const dottedPath: PathWriter = (keys) => keys.join('.')

/** RFC 6901. */
export const jsonPointer: PathWriter = (keys) =>
  keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** Members that differ, the deepest that say so; lists are compared as a whole. */
export function changedValues(
  before: PlainJson | undefined,
  after: PlainJson | undefined,
  writePath: PathWriter,
): readonly ComparedValue[] {
  return Array.from(changes(before, after, []), ({ keys, ...change }) => ({
    path: writePath(keys),
    ...change,
  }))
}

interface Change extends Omit<ComparedValue, 'path'> {
  readonly keys: readonly string[]
}

function* changes(
  before: PlainJson | undefined,
  after: PlainJson | undefined,
  keys: readonly string[],
): Generator<Change> {
  if (isDeepStrictEqual(before, after)) return
  if (isMembers(before) && isMembers(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    for (const name of names) {
      yield* changes(ownMember(before, name), ownMember(after, name), [...keys, name])
    }
    return
  }
  yield {
    keys,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  }
}

type Members = { readonly [key: string]: PlainJson }

function isMembers(value: PlainJson | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function ownMember(members: Members, name: string): PlainJson | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined
}
