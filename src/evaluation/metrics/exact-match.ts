import type { AnswerMetric } from '../metric.js'

/** The share of answers that are the expected text, character for character. */
export const exactMatch: AnswerMetric = {
  name: 'exact_match',
  isHigherBetter: true,
  share: ({ output, expected }) =>
    expected === undefined ? undefined : { sum: Number(output === expected), weight: 1 },
}
