export interface SampleLimits {
  readonly most: number
  /** Together, apart from the first few, which are kept however large they are. */
  readonly mostBytes: number
}

/** So many are kept even when they are large. */
const LEAST = 16

/** Items evenly spread over a stream whose length nobody knows, the first one among them. */
export interface EvenSample<Item> {
  /** Whether the item at this place (counted from 0) would be kept. */
  wants(index: number): boolean
  add(index: number, bytes: number, item: Item): void
  items(): readonly Item[]
  /** One in so many was kept; 1 when all were. */
  stride(): number
}

/** Keeps every item, then, whenever there are too many, only every second of those. O(most) memory. */
export function evenSample<Item>({ most, mostBytes }: SampleLimits): EvenSample<Item> {
  let kept: { readonly index: number; readonly bytes: number; readonly item: Item }[] = []
  let bytesKept = 0
  let stride = 1
  return {
    wants: (index) => index % stride === 0,
    add(index, bytes, item) {
      kept.push({ index, bytes, item })
      bytesKept += bytes
      while (kept.length > most || (bytesKept > mostBytes && kept.length > LEAST)) {
        stride *= 2
        kept = kept.filter((one) => one.index % stride === 0)
        bytesKept = kept.reduce((sum, one) => sum + one.bytes, 0)
      }
    },
    items: () => kept.map(({ item }) => item),
    stride: () => stride,
  }
}
