/** xorshift32: the same numbers for the same seed on every machine. */
export class Random {
  #state

  constructor(seed) {
    // Spreads small seeds over all bits; xorshift must not start at 0.
    this.#state = Math.imul(seed + 1, 0x9e3779b1) | 0 || 1
    for (let round = 0; round < 8; round += 1) this.bits()
  }

  /** 32 bits, unsigned. */
  bits() {
    let x = this.#state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#state = x
    return x >>> 0
  }

  /** From 0 inclusive to 1 exclusive. */
  fraction() {
    return this.bits() / 2 ** 32
  }

  /** From 0 inclusive to `limit` exclusive. */
  below(limit) {
    return Math.floor(this.fraction() * limit)
  }

  pick(list) {
    return list[this.below(list.length)]
  }
}
