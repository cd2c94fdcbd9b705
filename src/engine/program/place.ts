import { ARRAY, F_UNDECIDED } from '../program-layout.js'
import { Undecidable } from './undecidable.js'

/** Types of values as a mask. */
export const ANY_TYPE = 0xfe

/** A place in the record that something is known about: where it leads to, what is checked there. */
export interface Place {
  /** JSON Pointer, for people. */
  readonly pointer: string
  /** Places within an object here, by key. */
  readonly members: Map<string, Place>
  /** Place of every item of an array here. */
  items: Place | undefined
  /** What one of the items must be. */
  contains: Place | undefined
  /** Its value is remembered under this number. */
  slot: number | undefined
  /** Types that whoever uses the value can do something with. */
  takes: number
  /** Types with which the record is left to the object lane. */
  leaves: number
  /** Whether a template may do with it what nobody else can: such records are left, too. */
  isInTemplate: boolean
  /** Types that the schema allows. */
  types: number
  flags: number
  minLength: number
  maxLength: number
  minimum: number
  maximum: number
  minItems: number
  maxItems: number
  /** The texts that are allowed. */
  texts: readonly string[] | undefined
  /** The numbers and booleans that are allowed. */
  values: readonly (number | boolean)[] | undefined
  /** Patterns that a text must match, or must not match. */
  patterns: readonly Pattern[]
  required: readonly string[]
  /** Whether keys other than those of `members` are allowed. */
  isOpen: boolean
}

interface Pattern {
  readonly source: string
  readonly isNegated: boolean
}

export const NO_LIMIT = 0xffff_ffff

export function createPlace(pointer: string): Place {
  return {
    pointer,
    members: new Map(),
    items: undefined,
    contains: undefined,
    slot: undefined,
    takes: ANY_TYPE,
    leaves: 0,
    isInTemplate: false,
    types: ANY_TYPE,
    flags: 0,
    minLength: 0,
    maxLength: NO_LIMIT,
    minimum: -Infinity,
    maximum: Infinity,
    minItems: 0,
    maxItems: NO_LIMIT,
    texts: undefined,
    values: undefined,
    patterns: [],
    required: [],
    isOpen: true,
  }
}

export function memberPlace(place: Place, key: string): Place {
  const known = place.members.get(key)
  if (known) return known
  const made = createPlace(`${place.pointer}/${key}`)
  place.members.set(key, made)
  return made
}

/**
 * The place that a field path leads to, as `compileFieldPath` reads it: a dotted path is also the
 * name of a member, which would come first.
 */
export function placeAt(root: Place, path: string): Place {
  if (path === '') throw new Undecidable('the whole record is mapped')
  const isPointer = path.startsWith('/')
  const keys = isPointer
    ? path
        .slice(1)
        .split('/')
        .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    : path.split('.')
  if (!isPointer && keys.length > 1) memberPlace(root, path).flags |= F_UNDECIDED
  return keys.reduce((place, key) => {
    // An index leads into an array.
    if (place !== root && String(Number(key)) === key) place.leaves |= 1 << ARRAY
    return memberPlace(place, key)
  }, root)
}
