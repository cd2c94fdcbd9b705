import type { Automaton } from './automaton.js'
import { PAIR, pairClass } from './char-classes.js'
import { match, type Recognition } from './recognition.js'
import { DEAD, type StateTable } from './state-table.js'

/** Nodes looked at for one text, beside a share for each character. */
const FREE_WORK = 20_000_000
const WORK_PER_UNIT = 2000

/** One state at a time: an automaton that calls no other. O(length) once its states are known. */
export function recognizeRegular(
  { classes }: Automaton,
  table: StateTable,
  text: string,
): Recognition {
  const { ofUnit, count } = classes
  const limit = table.work + FREE_WORK + WORK_PER_UNIT * text.length
  let { start: state } = table
  let { cells } = table
  for (let at = 0; at < text.length; at += 1) {
    const unitClass = ofUnit[text.charCodeAt(at)] ?? 0
    const charClass = unitClass === PAIR ? pairClass(classes, text, at) : unitClass
    let next = charClass === DEAD ? DEAD : (cells[state * count + charClass] ?? DEAD)
    if (next < DEAD) {
      if (table.work > limit) return { kind: 'undecided', at }
      if (table.isFull) state = startOver(table, state)
      next = table.step(state, charClass)
      ;({ cells } = table)
    }
    if (next === DEAD) return mismatch(table, { state, at, count })
    state = next
    if (unitClass === PAIR) at += 1
  }
  if (table.state(state).accepts) return match
  return mismatch(table, { state, at: text.length, count })
}

function startOver(table: StateTable, state: number): number {
  const { nodes } = table.state(state)
  table.clear()
  return table.number(new Set(nodes))
}

function mismatch(
  table: StateTable,
  { state, at, count }: { readonly state: number; readonly at: number; readonly count: number },
): Recognition {
  const classes: number[] = []
  for (let charClass = 0; charClass < count; charClass += 1) {
    if (table.step(state, charClass) !== DEAD) classes.push(charClass)
  }
  const end = table.state(state).accepts
  return { kind: 'mismatch', at, expected: { classes, end } }
}
