import { isJsonArray, isJsonObject, type Json } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { canonicalJson } from '../../kernel/write-json.js'
import type { AnswerMetric } from '../metric.js'

/**
 * The share of values of the expected JSON that stand at the same place of the answer. A value is what is
 * neither object nor list; an answer that is no JSON has none of them.
 */
export const fieldAccuracy: AnswerMetric = {
  name: 'field_accuracy',
  isHigherBetter: true,
  share({ output, expected }) {
    const wanted = expected === undefined ? undefined : parseJsonText(expected)
    if (wanted === undefined || !(isJsonObject(wanted) || isJsonArray(wanted))) return undefined
    const answer = new Map(fields(parseJsonText(output) ?? null, ''))
    let [right, all] = [0, 0]
    for (const [place, value] of fields(wanted, '')) {
      all += 1
      if (answer.get(place) === value) right += 1
    }
    return all === 0 ? undefined : { sum: right, weight: all }
  },
}

function* fields(value: Json, place: string): Generator<readonly [string, string]> {
  if (isJsonObject(value)) {
    for (const [key, member] of value) yield* fields(member, `${place}/${JSON.stringify(key)}`)
  } else if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) yield* fields(item, `${place}/${index}`)
  } else yield [place, canonicalJson(value)]
}
