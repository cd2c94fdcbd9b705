import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { leadsElsewhere } from './branch-breaks.js'
import { placeText, type BreakOrPair, type SchemaPair } from './schema-pair.js'
import { childOf, keywordsOf, type SchemaPlace } from './schema-place.js'

/** What differs in the members of an object. */
export function* memberBreaks(pair: SchemaPair): Generator<BreakOrPair> {
  const { old, now, at } = pair
  const [before, after] = [keywordsOf(old), keywordsOf(now)]
  const required = new Set(requiredOf(after))
  const has = new Set(requiredOf(before))
  for (const name of has) {
    if (!required.has(name)) yield `${at}/${name}: no longer always there`
  }
  const [members, nextMembers] = [mapOf(before, 'properties'), mapOf(after, 'properties')]
  for (const name of members.keys()) {
    if (nextMembers.has(name)) yield pairOf(pair, 'properties', name)
    else yield `${at}/${name}: gone`
  }
  const others = othersOf(old)
  for (const name of nextMembers.keys()) {
    if (members.has(name)) continue
    if (required.has(name) && !has.has(name)) yield `${at}/${name}: a new member, always there`
    else if (isNothing(others)) yield `${at}/${name}: a member that the old schema forbade`
    else if (others !== undefined) yield { ...pairOf(pair, 'properties', name), old: others }
  }
  yield* otherMembers(pair, others)
  if (before.has('propertyNames')) {
    yield {
      old: childOf(old, ['propertyNames'], before.get('propertyNames')),
      now: childOf(now, ['propertyNames'], after.get('propertyNames')),
      at,
      because: `${placeText(pair)}: another propertyNames`,
    }
  }
}

/** Members that are not listed: those with a pattern, and all others. */
function* otherMembers(pair: SchemaPair, others: SchemaPlace | undefined): Generator<BreakOrPair> {
  const { old, now } = pair
  const [before, after] = [keywordsOf(old), keywordsOf(now)]
  const [patterns, nextPatterns] = [
    mapOf(before, 'patternProperties'),
    mapOf(after, 'patternProperties'),
  ]
  for (const pattern of patterns.keys()) yield pairOf(pair, 'patternProperties', pattern)
  if (others === undefined) return
  for (const pattern of nextPatterns.keys()) {
    if (patterns.has(pattern)) continue
    yield { ...pairOf(pair, 'patternProperties', pattern), old: others }
  }
  const nextOthers = othersOf(now) ?? childOf(now, [], undefined)
  if (isNothing(nextOthers)) return
  if (isNothing(others)) yield `${placeText(pair)}: members besides those listed`
  else yield { old: others, now: nextOthers, at: `${pair.at}/*` }
}

/** The schema of members that are neither listed nor have a pattern. */
function othersOf(place: SchemaPlace): SchemaPlace | undefined {
  const keywords = keywordsOf(place)
  const keyword = ['additionalProperties', 'unevaluatedProperties'].find((key) => keywords.has(key))
  if (keyword === undefined) return undefined
  if (keyword === 'unevaluatedProperties' && leadsElsewhere(keywords)) return undefined
  return childOf(place, [keyword], keywords.get(keyword))
}

function isNothing(place: SchemaPlace | undefined): boolean {
  return place?.node.schema === false
}

function pairOf({ old, now, at }: SchemaPair, keyword: string, name: string): SchemaPair {
  return {
    old: childOf(old, [keyword, name], mapOf(keywordsOf(old), keyword).get(name)),
    now: childOf(now, [keyword, name], mapOf(keywordsOf(now), keyword).get(name)),
    at: `${at}/${name}`,
  }
}

function mapOf(schema: JsonObject, keyword: string): ReadonlyMap<string, Json> {
  const members = schema.get(keyword)
  return isJsonObject(members) ? members : new Map()
}

function requiredOf(schema: JsonObject): readonly string[] {
  const names = schema.get('required')
  return isJsonArray(names) ? names.filter((name) => typeof name === 'string') : []
}
