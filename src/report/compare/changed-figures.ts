import { formatNumber, formatPercent } from '../../ui/format-number.js'
import type { ComparedFigure, ComparedGateResult, Comparison } from './comparison.js'

/** Those that differ, and the number of records in any case: it is what the others are held against. */
export function changedFigures({ figures }: Comparison): readonly ComparedFigure[] {
  return figures.filter(({ group, before, after }) => before !== after || group === 'records')
}

export function figureText(value: number | null): string {
  if (value === null) return '–'
  const size = Math.abs(value)
  return formatNumber(value, size >= 1000 ? 0 : size >= 10 ? 1 : 4)
}

/** `+12 (+3.4%)`; empty where nothing can be said. */
export function changeText({ before, after }: ComparedFigure): string {
  if (before === null) return 'new'
  if (after === null) return 'gone'
  const change = after - before
  if (change === 0) return 'same'
  const sign = change > 0 ? '+' : '−'
  const size = Math.abs(change)
  const shown = `${sign}${figureText(Number.isInteger(change) ? size : Number(size.toPrecision(3)))}`
  if (before === 0) return shown
  const share = size / Math.abs(before)
  return `${shown} (${share < 0.001 ? 'under 0.1%' : sign + formatPercent(share)})`
}

export function gateText(result: ComparedGateResult | null): string {
  if (result === null) return 'not set'
  const { observed, allowed, passed } = result
  const seen = observed === null ? 'nothing to measure' : formatNumber(observed, 4)
  return `${passed ? 'passed' : 'FAILED'}: ${seen}, allowed ${formatNumber(allowed, 4)}`
}
