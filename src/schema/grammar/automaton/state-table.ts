import type { Automaton } from './automaton.js'
import { PairTable } from './pair-table.js'

/** Not looked at yet. */
const UNKNOWN = -2
export const DEAD = -1

/** More cells than these are dropped and made anew, so that memory has a bound. */
const MAX_CELLS = 8_000_000
const MAX_STATES = 50_000

/** A set of nodes that texts can lead to, closed under what takes no character. */
export interface State {
  readonly nodes: readonly number[]
  /** Automata that end here, without 0. */
  readonly completes: readonly number[]
  /** A text may end here. */
  readonly accepts: boolean
  readonly hasCalls: boolean
  /** Nothing can follow but what called it. */
  readonly onlyCompletes: boolean
}

/** States of an automaton, made when a text first leads to them. */
export class StateTable {
  readonly #automaton: Automaton
  #states: State[] = []
  #numbers = new Map<string, number>()
  /** By state and class: the next state. */
  #steps: Int32Array
  #predicted: number[] = []
  #returned = new PairTable()
  #cascades = new PairTable()
  #unions = new PairTable()
  readonly #classCount: number
  /** Work done so far: nodes looked at. */
  work = 0

  constructor(automaton: Automaton) {
    this.#automaton = automaton
    this.#classCount = automaton.classes.count
    this.#steps = new Int32Array(0)
    this.clear()
  }

  /** The table has no room: numbers of states are about to lose their meaning. */
  get isFull(): boolean {
    const { length } = this.#states
    return length >= MAX_STATES || length * this.#classCount > MAX_CELLS
  }

  clear(): void {
    this.#states = []
    this.#numbers = new Map()
    this.#steps = new Int32Array(64 * this.#classCount).fill(UNKNOWN)
    this.#predicted = []
    this.#returned = new PairTable()
    this.#cascades = new PairTable()
    this.#unions = new PairTable()
  }

  get start(): number {
    return this.number(new Set([this.#automaton.entries[0] ?? 0]))
  }

  state(number: number): State {
    return this.#states[number] ?? deadState
  }

  /** The number of the state that these nodes lead to. */
  number(nodes: Set<number>): number {
    if (nodes.size === 0) return DEAD
    this.#close(nodes)
    const sorted = Array.from(nodes).toSorted((left, right) => left - right)
    const key = sorted.join()
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#states.push(this.#describe(sorted)) - 1
    this.#numbers.set(key, number)
    this.#grow()
    return number
  }

  step(state: number, charClass: number): number {
    const cell = state * this.#classCount + charClass
    const known = this.#steps[cell] ?? DEAD
    if (known !== UNKNOWN) return known
    const nodes = new Set<number>()
    for (const node of this.state(state).nodes) {
      this.work += 1
      for (const { classes, to } of this.#automaton.nodes[node]?.steps ?? []) {
        if (classes.includes(charClass)) nodes.add(to)
      }
    }
    const next = this.number(nodes)
    this.#steps[cell] = next
    return next
  }

  /** Behind what `ended` completes, in a state that calls it; DEAD where it calls none of that. */
  returned(state: number, ended: number): number {
    const known = this.#returned.get(state, ended)
    if (known !== undefined) return known
    const { completes } = this.state(ended)
    const nodes = new Set<number>()
    for (const node of this.state(state).nodes) {
      this.work += 1
      for (const call of this.#automaton.nodes[node]?.calls ?? []) {
        if (completes.includes(call.callee)) nodes.add(call.to)
      }
    }
    return this.#returned.set(state, ended, this.number(nodes))
  }

  /** What `ended` becomes when all that it completes was called from `begun`, where it began. */
  cascade(begun: number, ended: number): number {
    const known = this.#cascades.get(begun, ended)
    if (known !== undefined) return known
    let all = ended
    for (let before = DEAD; before !== all;) {
      before = all
      all = this.union(all, this.returned(begun, all))
    }
    return this.#cascades.set(begun, ended, all)
  }

  union(left: number, right: number): number {
    if (right === DEAD || left === right) return left
    if (left === DEAD) return right
    const known = this.#unions.get(left, right)
    if (known !== undefined) return known
    const nodes = new Set([...this.state(left).nodes, ...this.state(right).nodes])
    return this.#unions.set(left, right, this.number(nodes))
  }

  /** Where what the state calls begins, and what that calls; DEAD where it calls nothing. */
  predicted(state: number): number {
    const known = this.#predicted[state]
    if (known !== undefined) return known
    const nodes = new Set<number>()
    const open = new Set<number>()
    for (const node of this.state(state).nodes) this.#calls(node, open)
    for (const callee of open) {
      const begun = new Set([this.#automaton.entries[callee] ?? 0])
      this.#close(begun)
      for (const node of begun) {
        nodes.add(node)
        this.#calls(node, open)
      }
    }
    const next = this.number(nodes)
    this.#predicted[state] = next
    return next
  }

  #calls(node: number, found: Set<number>): void {
    this.work += 1
    for (const { callee } of this.#automaton.nodes[node]?.calls ?? []) found.add(callee)
  }

  /** Adds what is reached without a character: Aycock and Horspool 2002 for empty calls. */
  #close(nodes: Set<number>): void {
    const { nodes: all, nullable } = this.#automaton
    for (const node of nodes) {
      this.work += 1
      const { free = [], calls = [] } = all[node] ?? {}
      for (const to of free) nodes.add(to)
      for (const { callee, to } of calls) if (nullable[callee] === true) nodes.add(to)
    }
  }

  #describe(nodes: readonly number[]): State {
    const all = nodes.map((node) => this.#automaton.nodes[node])
    const ends = all.flatMap((node) => (node?.ends === undefined ? [] : [node.ends]))
    const completes = Array.from(new Set(ends)).filter((end) => end !== 0)
    const hasCalls = all.some((node) => node !== undefined && node.calls.length > 0)
    const hasSteps = all.some((node) => node !== undefined && node.steps.length > 0)
    const accepts = ends.includes(0)
    const onlyCompletes = !hasCalls && !hasSteps && !accepts && completes.length > 0
    return { nodes, completes, accepts, hasCalls, onlyCompletes }
  }

  #grow(): void {
    const { length } = this.#states
    if (length * this.#classCount <= this.#steps.length) return
    this.#steps = grown(this.#steps, 2 * length * this.#classCount)
  }

  /** The cells themselves, for loops that cannot afford a call; valid until the next `step`. */
  get cells(): Int32Array {
    return this.#steps
  }
}

function grown(cells: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length).fill(UNKNOWN)
  larger.set(cells)
  return larger
}

const deadState: State = {
  nodes: [],
  completes: [],
  accepts: false,
  hasCalls: false,
  onlyCompletes: false,
}
