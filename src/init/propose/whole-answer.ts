import { quantile } from '../../schema/infer/lengths.js'
import type { Column } from '../columns/column.js'

/** Members that hold what an object is about. */
const texts: ReadonlySet<string> = new Set(['text', 'content', 'value'])

/**
 * The part of an answer that is the answer itself: `text` of `{text, start}`, and the first of a list
 * that mostly has one text. Everything else is the answer as it is.
 */
export function wholeAnswer(answer: Column, columns: readonly Column[]): Column {
  const inner = columns.find(
    ({ keys, isItem }) => !isItem && isWithin(keys, answer.keys) && texts.has(keys.at(-1) ?? ''),
  )
  if (answer.kind === 'object' && inner) return wholeAnswer(inner, columns)
  const first = columns.find(({ keys }) => isWithin(keys, answer.keys) && keys.at(-1) === '0')
  const isOne = answer.kind === 'list' && quantile(answer.shape.lists.lengths, 0.5) === 1
  return isOne && first?.kind === 'text' ? first : answer
}

function isWithin(keys: readonly string[], outer: readonly string[]): boolean {
  return keys.length === outer.length + 1 && outer.every((key, index) => keys[index] === key)
}
