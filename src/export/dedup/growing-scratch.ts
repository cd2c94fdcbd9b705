/** Memory that is used again and again. */
export interface GrowingScratch {
  /** So many words, whatever they hold; valid until the next call. */
  words(count: number): Uint32Array
}

export function growingScratch(): GrowingScratch {
  let memory = new Uint32Array()
  return {
    words(count) {
      if (memory.length < count) memory = new Uint32Array(Math.ceil(count * 1.25))
      return memory.subarray(0, count)
    },
  }
}
