import { isLoradexError } from '../../kernel/error.js'
import { isJsonArray, type Json, type JsonObject } from '../../kernel/json-value.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { isSchema } from '../../schema/validate/index-schema.js'
import type { SchemaNode } from '../../schema/validate/schema-node.js'
import { boundBreaks } from './bound-breaks.js'
import { branchBreaks, leadsElsewhere } from './branch-breaks.js'
import { itemPairs } from './item-pairs.js'
import { memberBreaks } from './member-breaks.js'
import { otherBreaks } from './other-breaks.js'
import { placeText, type BreakOrPair, type SchemaPair } from './schema-pair.js'
import { keywordsOf, openPlace, settled } from './schema-place.js'
import { withoutTexts } from './schema-words.js'

/** References that cross can make as many pairs as one schema has parts times those of the other. */
const MOST_PAIRS = 100_000

const unreadable = 'answers: another schema, which cannot be read'

/**
 * Why a reader of answers by the old schema cannot read all answers by the new one: an answer may have
 * another type, an unknown value, or lack a member that was always there. One line each. References are
 * followed within both documents. What cannot be shown to allow no more counts as a break.
 */
export function schemaBreaks(old: Json, now: Json): readonly string[] {
  if (canonicalJson(withoutTexts(old)) === canonicalJson(withoutTexts(now))) return []
  if (!isSchema(old) || !isSchema(now)) return [unreadable]
  try {
    return [...new Set(breaksOf({ old: openPlace(old), now: openPlace(now), at: '' }))]
  } catch (error) {
    if (isLoradexError(error)) return [unreadable]
    throw error
  }
}

function* breaksOf(start: SchemaPair): Generator<string> {
  const seen = new Map<SchemaNode, Set<SchemaNode>>()
  const pairs = [start]
  let compared = 0
  for (const pair of pairs) {
    const [old, now] = [settled(pair.old), settled(pair.now)]
    const others = seen.get(old.node) ?? new Set()
    if (others.has(now.node)) continue
    seen.set(old.node, others.add(now.node))
    compared += 1
    if (compared > MOST_PAIRS) {
      yield 'answers: another schema, too large to be compared'
      return
    }
    for (const found of breaksBetween({ ...pair, old, now })) {
      if (typeof found === 'string') yield pair.because ?? found
      else pairs.push(pair.because === undefined ? found : { ...found, because: pair.because })
    }
  }
}

function* breaksBetween(pair: SchemaPair): Generator<BreakOrPair> {
  const place = placeText(pair)
  const { old, now } = pair
  const [before, after] = [keywordsOf(old), keywordsOf(now)]
  if (old.node.schema === false || now.node.schema === false) {
    const isFree = old.node.schema === now.node.schema || old.node.schema === true
    if (!isFree) yield `${place}: another schema`
    return
  }
  if (old.node.resource.dialect.name !== now.node.resource.dialect.name) {
    yield 'answers: another $schema'
  }
  yield* typeBreaks(before, after, place)
  yield* valueBreaks(before, after, place)
  yield* memberBreaks(pair)
  yield* boundBreaks(before, after, place)
  yield* otherBreaks(before, after, place)
  yield* itemPairs(pair)
  yield* branchBreaks(pair)
  // What they know of members and items may have become more in any of the other schemas.
  const isApart = [before, after].every((each) => !leadsElsewhere(each) && !each.has('contains'))
  if (isApart) return
  for (const keyword of ['unevaluatedProperties', 'unevaluatedItems']) {
    if ((before.get(keyword) ?? true) !== true) yield `${place}: another schema with ${keyword}`
  }
}

function* typeBreaks(old: JsonObject, now: JsonObject, place: string): Generator<string> {
  const known = typesOf(old.get('type'))
  if (known === undefined) return
  const added = (typesOf(now.get('type')) ?? ['any type']).filter((type) => !known.includes(type))
  // Every integer is a number.
  const isWider = added.filter((type) => !(type === 'integer' && known.includes('number')))
  if (isWider.length > 0) yield `${place}: ${isWider.join(', ')} besides ${known.join(', ')}`
}

function typesOf(type: Json | undefined): readonly string[] | undefined {
  if (type === undefined) return undefined
  return (isJsonArray(type) ? type : [type]).map(String)
}

function* valueBreaks(old: JsonObject, now: JsonObject, place: string): Generator<string> {
  const [before, after] = [old.get('enum'), now.get('enum')]
  if (!isJsonArray(before)) return
  const known = new Set(before.map(canonicalJson))
  if (!isJsonArray(after)) yield `${place}: any value besides those listed`
  else {
    const added = after.map(canonicalJson).filter((value) => !known.has(value))
    if (added.length > 0) yield `${place}: ${added.join(', ')}, which was no value before`
    const left = new Set(after.map(canonicalJson))
    const removed = [...known].filter((value) => !left.has(value))
    if (removed.length > 0) yield `${place}: ${removed.join(', ')} is no value any more`
  }
}
