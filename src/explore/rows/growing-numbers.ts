const MOST_IN_32_BITS = 2 ** 32 - 1

/** Whole numbers by position: 4 bytes each, 8 from when one does not fit any more. */
export interface GrowingNumbers {
  set(index: number, value: number): void
  /** 0 where nothing was set. */
  get(index: number): number
}

export function growingNumbers(length: number): GrowingNumbers {
  let values: Uint32Array | Float64Array = new Uint32Array(length)
  return {
    set(index, value) {
      if (value > MOST_IN_32_BITS && values instanceof Uint32Array) {
        values = Float64Array.from(values)
      }
      values[index] = value
    },
    get: (index) => values[index] ?? 0,
  }
}
