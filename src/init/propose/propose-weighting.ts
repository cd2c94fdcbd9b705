import type { Column } from '../columns/column.js'
import { findColumn } from './find-column.js'
import type { ProposedKey } from './proposed-key.js'

/** Weights come from a column of that name that holds numbers from 0; else none are written. */
export function proposeWeighting(columns: readonly Column[]): readonly ProposedKey[] {
  const found = findColumn(columns, 'weight', isWeight)
  return found
    ? [{ key: 'weight_field', value: found.column.path, reason: 'numbers from 0, by its name' }]
    : [{ key: 'enable_weights', value: false, reason: 'no column of weights' }]
}

function isWeight({ kind, shape, isItem }: Column): boolean {
  return kind === 'number' && !isItem && shape.texts.count === 0 && shape.numbers.least >= 0
}
