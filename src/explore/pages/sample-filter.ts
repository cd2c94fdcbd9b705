import { compileFieldPath } from '../../kernel/field-path.js'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { writeJson } from '../../kernel/write-json.js'
import type { Explorer } from '../open-explorer.js'
import type { RowFilter } from '../rows/find-rows.js'
import { textFinder } from '../rows/text-finder.js'
import type { SampleSchema } from '../sample-schema.js'
import type { SamplesQuery } from './samples-query.js'

/** The rows that the query wants, by what is known of them and by reading them. */
export function sampleFilter(
  query: SamplesQuery,
  { perSample }: Explorer,
  schema: SampleSchema | undefined,
): RowFilter {
  const tests: ((sample: JsonObject) => boolean)[] = []
  if (query.field !== '') tests.push(fieldTest(query.field, query.value))
  if (query.violating && !perSample && schema) tests.push((sample) => !schema.accepts(sample))
  const wanted =
    query.q === '' && query.field !== '' ? { text: query.value, matchCase: true } : query
  const text = 'text' in wanted ? wanted.text : wanted.q
  const accepts = columnTest(query, perSample)
  return {
    ...(accepts && { accepts }),
    ...(text !== '' && { finder: textFinder(text, wanted) }),
    ...(tests.length > 0 && { matches: (line) => passes(line, tests) }),
  }
}

function columnTest(
  query: SamplesQuery,
  perSample: Explorer['perSample'],
): ((row: number) => boolean) | undefined {
  if (perSample === undefined) return undefined
  const { facts } = perSample
  const { minLength = 0, maxLength = Infinity, minWeight = 0, maxWeight = Infinity } = query
  const bounds = [query.minLength, query.maxLength, query.minWeight, query.maxWeight]
  if (bounds.every((bound) => bound === undefined) && !query.violating) return undefined
  // Weights are 32-bit floats: a bound must be one, too, for a weight to equal it.
  const [lightest, heaviest] = [Math.fround(minWeight), Math.fround(maxWeight)]
  return (row) => {
    const length = facts.lengthAt(row)
    if (length < minLength || length > maxLength) return false
    const weight = facts.weightAt(row)
    if (weight < lightest || weight > heaviest) return false
    return !query.violating || !facts.isCompliant(row)
  }
}

function passes(line: Buffer, tests: readonly ((sample: JsonObject) => boolean)[]): boolean {
  const parsed = parseJson(line)
  if (!('value' in parsed) || !isJsonObject(parsed.value)) return false
  const sample = parsed.value
  return tests.every((test) => test(sample))
}

/** A list has the value when one of its items is the value. */
function fieldTest(path: string, wanted: string): (sample: JsonObject) => boolean {
  const read = compileFieldPath(path)
  return (sample) => {
    const found = read(sample)
    if (found === undefined) return false
    return isJsonArray(found) ? found.some((item) => isSame(item, wanted)) : isSame(found, wanted)
  }
}

function isSame(value: Json, wanted: string): boolean {
  return typeof value === 'string' ? value === wanted : writeJson(value) === wanted
}
