import type { AnswerMetric } from '../metric.js'
import { normalText } from '../normal-text.js'

/** The mean F1 of words that answer and expected text share, as for SQuAD (arXiv 1606.05250). */
export const tokenF1: AnswerMetric = {
  name: 'f1',
  isHigherBetter: true,
  share: ({ output, expected }) =>
    expected === undefined ? undefined : { sum: f1(words(output), words(expected)), weight: 1 },
}

function words(text: string): readonly string[] {
  const normal = normalText(text)
  return normal === '' ? [] : normal.split(' ')
}

function f1(answer: readonly string[], expected: readonly string[]): number {
  if (answer.length === 0 || expected.length === 0) return Number(answer.length === expected.length)
  const left = new Map<string, number>()
  for (const word of expected) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of answer) {
    const count = left.get(word) ?? 0
    if (count > 0) common += 1
    left.set(word, count - 1)
  }
  return (2 * common) / (answer.length + expected.length)
}
