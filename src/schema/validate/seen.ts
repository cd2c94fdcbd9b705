/** What the schemas applied in place have looked at, for `unevaluatedProperties` and `-Items`. */
export interface Seen {
  allProperties: boolean
  readonly properties: Set<string>
  /** How many items from the first on; Infinity for all. */
  firstItems: number
  /** Those found by `contains`. */
  readonly items: Set<number>
}

export function nothingSeen(): Seen {
  return { allProperties: false, properties: new Set(), firstItems: 0, items: new Set() }
}

export function addSeen(to: Seen, from: Seen): void {
  to.allProperties ||= from.allProperties
  to.firstItems = Math.max(to.firstItems, from.firstItems)
  for (const name of from.properties) to.properties.add(name)
  for (const index of from.items) to.items.add(index)
}
