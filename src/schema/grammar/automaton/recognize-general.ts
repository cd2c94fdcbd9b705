import type { Automaton } from './automaton.js'
import { classAt, isHighSurrogate } from './char-classes.js'
import { createCompleter } from './complete-set.js'
import { EarleyChart } from './earley-chart.js'
import { match, type Recognition } from './recognition.js'
import { DEAD, type StateTable } from './state-table.js'

/** Steps for one text, beside a share for each character. */
const FREE_WORK = 20_000_000
const WORK_PER_UNIT = 500

/**
 * Earley's parser over states of the automaton, as Aycock and Horspool (2002) do it, with Leo's
 * (1991) shortcut for right recursion: linear for grammars that a parser generator would take.
 */
export function recognizeGeneral(
  automaton: Automaton,
  table: StateTable,
  text: string,
): Recognition {
  if (table.isFull) table.clear()
  const { classes } = automaton
  const chart = new EarleyChart()
  const complete = createCompleter(table, chart)
  const limit = table.work + FREE_WORK + WORK_PER_UNIT * text.length
  chart.append(table.start, 0)
  let isKept = predict(table, chart)
  for (let at = 0; at < text.length; at += 1) {
    const charClass = classAt(classes, text, at)
    if (charClass === DEAD || isKept || !stays(table, chart, charClass)) {
      const { from, to } = chart
      if (!scan(table, chart, charClass)) {
        return mismatch(automaton, table, { chart, from, to, hasBegun: isKept, at })
      }
      complete()
      if (!isKept) chart.replace(from)
      isKept = predict(table, chart)
      if (table.work + chart.work > limit || isFull(table, chart)) return { kind: 'undecided', at }
    }
    if (charClass >= 0 && isHighSurrogate(text, at)) at += 1
  }
  return finish(automaton, table, { chart, hasBegun: isKept, at: text.length })
}

function isFull(table: StateTable, chart: EarleyChart): boolean {
  return table.isFull || chart.isFull
}

function finish(
  automaton: Automaton,
  table: StateTable,
  ended: Pick<Failed, 'chart' | 'hasBegun' | 'at'>,
): Recognition {
  const { from, to } = ended.chart
  for (let index = from; index < to; index += 1) {
    if (table.state(ended.chart.state(index)).accepts) return match
  }
  return mismatch(automaton, table, { ...ended, from, to })
}

/** Within a literal or a string there is one item, which nothing begins or ends with. */
function stays(table: StateTable, chart: EarleyChart, charClass: number): boolean {
  const { from, to } = chart
  if (to - from !== 1) return false
  const next = table.step(chart.state(from), charClass)
  if (next === DEAD) return false
  const { completes, hasCalls } = table.state(next)
  if (hasCalls || completes.length > 0) return false
  chart.setState(from, next)
  return true
}

/**
 * Builds the next set; whether anything goes on with the character. What began in the set itself
 * comes first, as it began last.
 */
function scan(table: StateTable, chart: EarleyChart, charClass: number): boolean {
  const { from, to, last } = chart
  chart.begin()
  if (charClass === DEAD) return false
  if (last > 0 && chart.toOf(last) === to) {
    const begun = chart.begunIn(last)
    const next = begun === DEAD ? DEAD : table.step(begun, charClass)
    if (next !== DEAD) chart.append(next, last)
  }
  chart.work += to - from
  for (let index = from; index < to; index += 1) {
    const next = table.step(chart.state(index), charClass)
    if (next !== DEAD) chart.append(next, chart.origin(index))
  }
  return chart.to > chart.from
}

/** The set is kept when something begins in it, as that comes back to its items. */
function predict(table: StateTable, chart: EarleyChart): boolean {
  let begun = DEAD
  for (let index = chart.from; index < chart.to; index += 1) {
    begun = table.union(begun, table.predicted(chart.state(index)))
  }
  if (begun === DEAD) return false
  chart.keep(begun)
  return true
}

interface Failed {
  readonly chart: EarleyChart
  readonly from: number
  readonly to: number
  readonly hasBegun: boolean
  readonly at: number
}

function mismatch(
  { classes }: Automaton,
  table: StateTable,
  { chart, from, to, hasBegun, at }: Failed,
): Recognition {
  const states = Array.from({ length: to - from }, (_none, index) => chart.state(from + index))
  if (hasBegun) states.push(chart.begunIn(chart.last))
  const found = Array.from({ length: classes.count }, (_none, charClass) => charClass)
  const possible = found.filter((charClass) =>
    states.some((state) => table.step(state, charClass) !== DEAD),
  )
  const end = states.some((state) => table.state(state).accepts)
  return { kind: 'mismatch', at, expected: { classes: possible, end } }
}
