import type { CategoryCount, CategoryField } from '../../records/categories.js'
import {
  FIRST_NUMBER,
  MAX_DISTINCT,
  NO_CATEGORY,
  UNCOUNTED,
  type CategoryColumn,
  type CategorySource,
} from './category-source.js'

/** Values shown of a field. */
const SHOWN = 20

/** How often values occur among emitted samples, in memory for 10,000 values of each field. */
export interface CategoryCounts {
  /** To be called for every batch of every part, in plan order, before its samples. */
  start(column: CategoryColumn): void
  /** Counts samples of the batch. */
  add(column: CategoryColumn, indexes: Uint32Array): void
  report(): readonly CategoryField[]
  /** For `countCategories`, at the end of a part. */
  save(): CategoriesState
}

/** Plain JSON. */
export interface CategoriesState {
  /** Samples of each source, those uncounted, and what nobody looks at. */
  readonly fixed: readonly number[]
  /** Values of each source with their counts; null for a field that was given up. */
  readonly values: readonly (readonly (readonly [string, number])[] | null)[]
}

export function countCategories(
  sources: readonly CategorySource[],
  earlier?: CategoriesState,
): CategoryCounts {
  const fixed = 2 * sources.length
  /** Slot of each value by its text; absent for a field that was given up. */
  const slotsOf: (Map<string, number> | undefined)[] = sources.map(() => new Map())
  /** Counts by slot: samples of each source, those uncounted, one that nobody looks at, then values. */
  let counts = new Float64Array(fixed + 1)
  let slots = fixed + 1
  /** Slots of each number of the part, and how often it came since they were counted. */
  let slotsOfNumber: (readonly number[])[] = []
  let times = new Float64Array(FIRST_NUMBER)

  function raise(slot: number, by: number): void {
    counts[slot] = (counts[slot] ?? 0) + by
  }

  function countNumbers(): void {
    for (const [number, ownSlots] of slotsOfNumber.entries()) {
      const count = times[number] ?? 0
      if (count > 0) for (const slot of ownSlots) raise(slot, count)
    }
    times.fill(0)
  }

  function restore({ fixed: codes, values }: CategoriesState): void {
    counts.set(codes)
    for (const [source, pairs] of values.entries()) {
      if (pairs === null) slotsOf[source] = undefined
      for (const [text, count] of pairs ?? []) {
        const slot = slotFor(source, text)
        counts[slot] = count
      }
    }
  }

  function valuesOf(known: ReadonlyMap<string, number> | undefined) {
    if (!known) return null
    return Array.from(known, ([text, slot]): [string, number] => [text, counts[slot] ?? 0])
  }

  function slotFor(source: number, text: string): number {
    const known = slotsOf[source]
    const slot = known?.get(text)
    if (slot !== undefined) return slot
    if (!known || known.size === MAX_DISTINCT) {
      slotsOf[source] = undefined
      return fixed
    }
    if (slots === counts.length) counts = grown(counts, 2 * slots)
    known.set(text, slots)
    slots += 1
    return slots - 1
  }

  function reportOf({ field, from }: CategorySource, source: number): CategoryField {
    const facts = {
      field,
      from,
      samples: counts[source] ?? 0,
      uncounted: counts[sources.length + source] ?? 0,
    }
    const known = slotsOf[source]
    if (!known) return { ...facts, values: [], other: 0, distinct: MAX_DISTINCT, exact: false }
    const occurring = Array.from(known, ([text, slot]) => ({ text, count: counts[slot] ?? 0 }))
      .filter(({ count }) => count > 0)
      .toSorted((left, right) => right.count - left.count || (left.text < right.text ? -1 : 1))
    return {
      ...facts,
      values: occurring.slice(0, SHOWN).map(toCount),
      other: occurring.slice(SHOWN).reduce((sum, { count }) => sum + count, 0),
      distinct: occurring.length,
      exact: true,
    }
  }

  if (earlier) restore(earlier)

  return {
    start({ isFirst, values }) {
      if (isFirst) {
        countNumbers()
        slotsOfNumber = Array.from({ length: FIRST_NUMBER }, () => [])
      }
      for (const { source, texts } of values) {
        slotsOfNumber.push([source, ...texts.map((text) => slotFor(source, text))])
      }
      if (slotsOfNumber.length > times.length) times = grown(times, 2 * slotsOfNumber.length)
    },
    add({ numbers }, indexes) {
      const width = sources.length
      for (let place = 0; place < indexes.length; place += 1) {
        const index = indexes[place] ?? 0
        for (let source = 0; source < width; source += 1) {
          const number = numbers[index * width + source] ?? NO_CATEGORY
          if (number === UNCOUNTED) raise(width + source, 1)
          else times[number] = (times[number] ?? 0) + 1
        }
      }
    },
    save() {
      countNumbers()
      return { fixed: [...counts.subarray(0, fixed + 1)], values: slotsOf.map(valuesOf) }
    },
    report() {
      countNumbers()
      return sources.map(reportOf).filter(({ samples }) => samples > 0)
    },
  }
}

function grown(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length)
  larger.set(numbers)
  return larger
}

function toCount({
  text,
  count,
}: {
  readonly text: string
  readonly count: number
}): CategoryCount {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written from a scalar
  return { value: JSON.parse(text) as CategoryCount['value'], count }
}
