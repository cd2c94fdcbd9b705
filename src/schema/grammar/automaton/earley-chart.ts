/** Most items of all sets of one text: 64 MB. */
const MAX_ITEMS = 8_000_000

/**
 * The sets of an Earley parser (1970). An item is the state of all that began in one set, so that a
 * set has one item at most for each; the latest beginning comes first. Sets in which nothing began
 * are overwritten by the next.
 */
export class EarleyChart {
  #items = new Int32Array(1024)
  readonly #from: number[] = [0]
  readonly #to: number[] = [0]
  readonly #begun: number[] = [0]
  /** Where the set that is built begins and ends. */
  from = 0
  to = 0
  work = 0

  get isFull(): boolean {
    return this.to > MAX_ITEMS
  }

  state(index: number): number {
    return this.#items[2 * index] ?? 0
  }

  /** Number of the kept set in which the item began; 0 for the whole text. */
  origin(index: number): number {
    return this.#items[2 * index + 1] ?? 0
  }

  setState(index: number, state: number): void {
    this.#items[2 * index] = state
  }

  /** Adds an item that began no later than any before it. */
  append(state: number, origin: number): void {
    this.#reserve()
    this.#items[2 * this.to] = state
    this.#items[2 * this.to + 1] = origin
    this.to += 1
  }

  /** Where the item of an origin is, or stands once it is inserted; looked for from `after` on. */
  find(origin: number, after: number): number {
    let index = after
    while (index < this.to && this.origin(index) > origin) index += 1
    this.work += index - after + 1
    return index
  }

  insert(index: number, state: number, origin: number): void {
    this.#reserve()
    if (index < this.to) {
      this.work += this.to - index
      this.#items.copyWithin(2 * index + 2, 2 * index, 2 * this.to)
    }
    this.#items[2 * index] = state
    this.#items[2 * index + 1] = origin
    this.to += 1
  }

  begin(): void {
    this.from = this.to
  }

  /** Puts the set that is built in the place of the one before it, which is not kept. */
  replace(from: number): void {
    this.#items.copyWithin(2 * from, 2 * this.from, 2 * this.to)
    this.to = from + this.to - this.from
    this.from = from
  }

  /** Keeps the set that is built, in which `begun` begins. */
  keep(begun: number): void {
    this.#from.push(this.from)
    this.#to.push(this.to)
    this.#begun.push(begun)
  }

  fromOf(set: number): number {
    return this.#from[set] ?? 0
  }

  toOf(set: number): number {
    return this.#to[set] ?? 0
  }

  begunIn(set: number): number {
    return this.#begun[set] ?? 0
  }

  /** The number of the set that was kept last. */
  get last(): number {
    return this.#begun.length - 1
  }

  #reserve(): void {
    if (2 * this.to + 2 <= this.#items.length) return
    const larger = new Int32Array(2 * this.#items.length)
    larger.set(this.#items)
    this.#items = larger
  }
}
