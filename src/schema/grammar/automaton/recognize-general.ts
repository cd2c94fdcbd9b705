import type { Automaton } from './automaton.js'
import { PAIR } from './char-classes.js'
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
    const begin = at
    let charClass = classes.ofUnit[text.charCodeAt(at)] ?? 0
    if (charClass === PAIR) {
      const point = text.codePointAt(at) ?? 0
      charClass = point > 0xff_ff ? classes.ofAstral(point) : DEAD
      at += 1
    }
    if (charClass !== DEAD && !isKept && stays(table, chart, charClass)) continue
    const { from, to } = chart
    chart.begin()
    if (charClass !== DEAD) scan(table, chart, { from, to, charClass })
    if (chart.to === chart.from) {
      return mismatch(automaton, table, { chart, from, to, hasBegun: isKept, at: begin })
    }
    complete()
    if (!isKept) chart.replace(from)
    isKept = predict(table, chart)
    if (table.work + chart.work > limit || chart.isFull || table.isFull) {
      return { kind: 'undecided', at: begin }
    }
  }
  const { from, to } = chart
  for (let index = from; index < to; index += 1) {
    if (table.state(chart.state(index)).accepts) return match
  }
  return mismatch(automaton, table, { chart, from, to, hasBegun: isKept, at: text.length })
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

/** What began in the set itself comes first, as it began last. */
function scan(
  table: StateTable,
  chart: EarleyChart,
  {
    from,
    to,
    charClass,
  }: { readonly from: number; readonly to: number; readonly charClass: number },
): void {
  const { last } = chart
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
