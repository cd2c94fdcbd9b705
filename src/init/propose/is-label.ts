import type { Column } from '../columns/column.js'
import { countDifferent, countValues } from '../../schema/infer/shape.js'

const MOST_LABELS = 100

/** Values that come again and again, so that there are few of them, and more than one. */
export function isLabel({ kind, shape, traits }: Column): boolean {
  if (kind !== 'text' && kind !== 'boolean' && kind !== 'number' && kind !== 'mixed') return false
  const values = countValues(shape) - shape.nulls
  const distinct = countDifferent(shape).count
  const isShort = (traits?.medianLength ?? 0) <= 64
  return isShort && distinct > 1 && distinct <= Math.min(MOST_LABELS, values / 4)
}
