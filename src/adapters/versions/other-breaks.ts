import type { JsonObject } from '../../kernel/json-value.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { keywordFacts } from '../../schema/validate/dialects/keyword-facts.data.js'
import { words } from './schema-words.js'

/** Keywords that have rules of their own. */
const ruled: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  'contains',
  'minContains',
  'maxContains',
  'maximum',
  'exclusiveMaximum',
  'maxLength',
  'maxItems',
  'maxProperties',
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minProperties',
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependencies',
])

const known: ReadonlySet<string> = new Set(keywordFacts.map(({ keyword }) => keyword))

/** Keywords that have another value. One that JSON Schema knows may be added: it refuses more. */
export function* otherBreaks(old: JsonObject, now: JsonObject, place: string): Generator<string> {
  for (const keyword of new Set([...old.keys(), ...now.keys()])) {
    if (words.has(keyword) || ruled.has(keyword) || keyword.startsWith('x-')) continue
    const [before, after] = [old.get(keyword), now.get(keyword)]
    const refusesNothing = before === undefined || (keyword === 'uniqueItems' && before === false)
    const isFree = known.has(keyword) && refusesNothing
    const isSame =
      before !== undefined && after !== undefined && canonicalJson(before) === canonicalJson(after)
    if (!isFree && !isSame) yield `${place}: another ${keyword}`
  }
}
