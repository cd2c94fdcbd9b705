import type { EarleyChart } from './earley-chart.js'
import { DEAD, type StateTable } from './state-table.js'

interface Item {
  readonly state: number
  readonly origin: number
}

/**
 * For the set that is built: what began in a set and ends goes on in the items of that set. Each item
 * is done once, as what it leads to began earlier.
 */
export function createCompleter(table: StateTable, chart: EarleyChart): () => void {
  /** By set and by state that ends there: where a chain of ends comes out (Leo 1991). */
  const chains = new Map<number, Item>()

  /** What the state becomes with all that ends in it and was called where it began. */
  function settled(state: number, origin: number): number {
    if (origin === 0 || table.state(state).completes.length === 0) return state
    return table.cascade(chart.begunIn(origin), state)
  }

  function merge(state: number, origin: number, after: number): void {
    const index = chart.find(origin, after)
    if (index < chart.to && chart.origin(index) === origin) {
      chart.setState(index, table.union(chart.state(index), state))
    } else chart.insert(index, state, origin)
  }

  /** The only thing that an end leads to, if that is an end itself. */
  function nextEnd(ended: number, set: number): Item | undefined {
    if (set === 0) return undefined
    const to = chart.toOf(set)
    let [returned, origin] = [DEAD, 0]
    for (let caller = chart.fromOf(set); caller < to; caller += 1) {
      chart.work += 1
      const next = table.returned(chart.state(caller), ended)
      if (next === DEAD) continue
      if (returned !== DEAD) return undefined
      returned = next
      origin = chart.origin(caller)
    }
    const state = returned === DEAD ? DEAD : settled(returned, origin)
    return state !== DEAD && table.state(state).onlyCompletes ? { state, origin } : undefined
  }

  function endOfChain(ended: number, set: number): Item | undefined {
    const first = nextEnd(ended, set)
    if (first === undefined) return undefined
    let top = first
    const passed: number[] = []
    for (;;) {
      const key = top.origin * 0x1_00_00_00 + top.state
      const known = chains.get(key)
      const next = known ?? nextEnd(top.state, top.origin)
      if (next === undefined) break
      top = next
      passed.push(key)
      chart.work += 1
      if (known !== undefined) break
    }
    for (const key of passed) chains.set(key, top)
    return top
  }

  return () => {
    for (let index = chart.from; index < chart.to; index += 1) {
      const origin = chart.origin(index)
      const state = settled(chart.state(index), origin)
      chart.setState(index, state)
      if (origin === 0 || table.state(state).completes.length === 0) continue
      const top = endOfChain(state, origin)
      if (top !== undefined) {
        merge(top.state, top.origin, index + 1)
        continue
      }
      const to = chart.toOf(origin)
      for (let caller = chart.fromOf(origin); caller < to; caller += 1) {
        chart.work += 1
        const next = table.returned(chart.state(caller), state)
        if (next !== DEAD) merge(next, chart.origin(caller), index + 1)
      }
    }
  }
}
