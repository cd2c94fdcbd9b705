import type { Held } from './shape.js'

interface Values {
  /** How many there were before. */
  readonly count: number
  /** The first record with one of them. */
  readonly first: number
  /** Record of the value that is added. */
  readonly at: number
}

/** Notes what a value has; what it lacks of all that others have as well. */
export function holdAlso(
  held: Map<string, Held>,
  names: readonly string[],
  { count, first, at }: Values,
): void {
  if (held.size === 0 && names.length === 0) return
  for (const [name, one] of held) {
    if (names.includes(name)) one.count += 1
    else if (at < one.without) one.without = at
  }
  for (const name of names) {
    if (!held.has(name)) held.set(name, { count: 1, without: count > 0 ? first : Infinity })
  }
}

interface Others {
  /** The first record with a value on either side; Infinity for a side without. */
  readonly first: number
  readonly otherFirst: number
}

/** Takes what other values have in, in place. */
export function holdAll(
  held: Map<string, Held>,
  others: ReadonlyMap<string, Held>,
  { first, otherFirst }: Others,
): void {
  for (const [name, one] of held) {
    if (!others.has(name)) one.without = Math.min(one.without, otherFirst)
  }
  for (const [name, other] of others) {
    const known = held.get(name)
    if (known) {
      known.count += other.count
      known.without = Math.min(known.without, other.without)
    } else held.set(name, { count: other.count, without: Math.min(other.without, first) })
  }
}
