/** Numbers by two others, the first of which are few and dense. */
export class PairTable {
  readonly #rows: Map<number, number>[] = []

  get(first: number, second: number): number | undefined {
    return this.#rows[first]?.get(second)
  }

  set(first: number, second: number, value: number): number {
    const row = this.#rows[first] ?? new Map<number, number>()
    this.#rows[first] = row
    row.set(second, value)
    return value
  }
}
