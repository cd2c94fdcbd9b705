export interface Insertion<Item> {
  /** Items kept. */
  readonly most: number
  /** Below 0 when the new item comes before the given one. */
  readonly compare: (other: Item) => number
  /** Called only for an item that is kept. */
  readonly make: () => Item
}

/** Takes an item into the lowest ones, which stand in ascending order; behind those equal to it. */
export function insertLowest<Item>(lowest: Item[], { most, compare, make }: Insertion<Item>): void {
  const last = lowest.at(-1)
  if (lowest.length >= most && (last === undefined || compare(last) >= 0)) return
  let from = 0
  let to = lowest.length
  while (from < to) {
    const middle = (from + to) >>> 1
    const other = lowest[middle]
    if (other !== undefined && compare(other) < 0) to = middle
    else from = middle + 1
  }
  lowest.splice(from, 0, make())
  if (lowest.length > most) lowest.pop()
}
