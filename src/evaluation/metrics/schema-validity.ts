import { parseJsonText } from '../../kernel/parse-json.js'
import type { AnswerMetric } from '../metric.js'

/** The share of answers that are JSON and fit the schema. */
export const schemaValidity: AnswerMetric = {
  name: 'schema_validity',
  isHigherBetter: true,
  share({ output }, { validator }) {
    if (validator === undefined) return undefined
    const value = parseJsonText(output)
    return { sum: Number(value !== undefined && validator.accepts(value)), weight: 1 }
  },
}
