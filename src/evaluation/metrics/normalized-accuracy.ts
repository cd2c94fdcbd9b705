import type { AnswerMetric } from '../metric.js'
import { normalText } from '../normal-text.js'

/** The share of answers that are the expected text but for case, blanks and punctuation. */
export const normalizedAccuracy: AnswerMetric = {
  name: 'normalized_accuracy',
  isHigherBetter: true,
  share: ({ output, expected }) =>
    expected === undefined
      ? undefined
      : { sum: Number(normalText(output) === normalText(expected)), weight: 1 },
}
