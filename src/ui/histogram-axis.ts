import { formatShort } from './format-number.js'
import { position } from './position.js'

/** A bin holds one value where `from` is `to`, and else what is less than `to`. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface Tick {
  /** In per cent of the width. */
  readonly x: number
  readonly label: string
  readonly anchor: 'start' | 'middle' | 'end'
}

const MOST_TICKS = 8
/** Per cent of the width that no label but the last may stand in. */
const ROOM_OF_LAST = 11

/** Labels of bounds between bars; of bars themselves, where each is of one value. */
export function ticksOf(bins: readonly Bin[]): readonly Tick[] {
  const step = Math.ceil(bins.length / MOST_TICKS)
  const shown = bins
    .map(({ from }, index) => ({ from, index }))
    .filter(({ index }) => index % step === 0)
  const across = (index: number) => position((index / bins.length) * 100)
  if (areValues(bins)) {
    return shown.map(({ from, index }) => tick(across(index + 0.5), from, 'middle'))
  }
  const last = tick(100, bins.at(-1)?.to ?? 0, 'end')
  const inner = shown.filter(({ index }) => across(index) < 100 - ROOM_OF_LAST)
  return [
    ...inner.map(({ from, index }) => tick(across(index), from, index === 0 ? 'start' : 'middle')),
    last,
  ]
}

function tick(x: number, value: number, anchor: Tick['anchor']): Tick {
  return { x, label: formatShort(value), anchor }
}

export function areValues(bins: readonly Bin[]): boolean {
  return bins.every(({ from, to }) => from === to)
}

/** Whether the first and the last bin are wider than those between them. */
export function tailsOf(bins: readonly Bin[]): readonly [first: boolean, last: boolean] {
  const [first] = bins
  const last = bins.at(-1)
  const inner = bins[1]
  if (bins.length < 3 || first === undefined || last === undefined || inner === undefined) {
    return [false, false]
  }
  const usual = (inner.to - inner.from) * (1 + 1e-9)
  return [first.to - first.from > usual, last.to - last.from > usual]
}

/** Where a value stands, in per cent of the width. */
export function placeOf(value: number, bins: readonly Bin[]): number {
  const found = bins.findIndex(({ from, to }) => value < to || (from === to && value <= to))
  const index = found === -1 ? bins.length - 1 : found
  const { from, to } = bins[index] ?? { from: 0, to: 1 }
  const within = to === from ? 0.5 : Math.min(Math.max((value - from) / (to - from), 0), 1)
  return position(((index + within) / bins.length) * 100)
}

/** One to four round counts up to the greatest. */
export function gridLines(greatest: number): readonly number[] {
  const unit = 10 ** Math.floor(Math.log10(greatest))
  const steps = [unit / 5, unit / 2, unit, unit * 2, unit * 5]
  const step = Math.max(steps.find((each) => greatest / each < 5) ?? unit, 1)
  return Array.from({ length: Math.floor(greatest / step) }, (_, index) => (index + 1) * step)
}
