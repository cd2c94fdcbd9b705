import { isJsonObject, type JsonObject } from '../../../kernel/json-value.js'
import { parseJson } from '../../../kernel/parse-json.js'
import { expected, grammarInvalid, takeMatch, type GrammarReader } from '../grammar-reader.js'

/** The JSON object that stands behind a directive such as `%json`. */
export function readLarkJson(reader: GrammarReader): JsonObject {
  takeMatch(reader, /\s*/uy)
  const start = reader.at
  const end = endOfObject(reader.text, start)
  if (end === undefined) throw expected(reader, 'a JSON object in { and }', 'Close the object.')
  // Comments are no JSON, but llguidance takes them there.
  const parsed = parseJson(Buffer.from(reader.text.slice(start, end)))
  if ('problem' in parsed || !isJsonObject(parsed.value)) {
    const seen = 'problem' in parsed ? parsed.problem.found : 'another value'
    throw grammarInvalid(reader, {
      problem: `expected a JSON object, saw ${seen.replace(' of the record', '')}`,
      hint: 'Correct the JSON.',
    })
  }
  reader.at = end
  return parsed.value
}

/** One past the brace that closes the one at `start`. */
function endOfObject(text: string, start: number): number | undefined {
  if (text[start] !== '{') return undefined
  let depth = 0
  const sign = /"(?:[^"\\\n]|\\.)*"|[{}]/gu
  sign.lastIndex = start
  for (let match = sign.exec(text); match !== null; match = sign.exec(text)) {
    if (match[0] === '{') depth += 1
    else if (match[0] === '}') depth -= 1
    if (depth === 0) return sign.lastIndex
  }
  return undefined
}
