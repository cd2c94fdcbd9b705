import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { isSchema } from '../../schema/validate/index-schema.js'
import { placeText, samePairs, type BreakOrPair, type SchemaPair } from './schema-pair.js'
import { childOf, keywordsOf, references, targetOf, uriOutside } from './schema-place.js'

const branches = [...references, 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas'] as const

/** Whether schemas besides this one say which members and items are known. */
export function leadsElsewhere(schema: JsonObject): boolean {
  return branches.some((keyword) => schema.has(keyword))
}

/** What differs in other schemas that the same value has to follow. */
export function* branchBreaks(pair: SchemaPair): Generator<BreakOrPair> {
  yield* referenceBreaks(pair)
  yield* allOfPairs(pair)
  yield* listBreaks(pair, 'anyOf')
  yield* listBreaks(pair, 'oneOf')
  yield* conditionBreaks(pair)
  yield* dependencyBreaks(pair, 'dependentSchemas')
  yield* dependencyBreaks(pair, 'dependencies')
  const [before, after] = [keywordsOf(pair.old), keywordsOf(pair.now)]
  if (before.has('not')) {
    const { old, now } = childPair(pair, 'not')
    const because = `${placeText(pair)}: another not`
    if (after.has('not')) yield { ...pair, old: now, now: old, because }
    else yield because
  }
  if (before.has('contains')) {
    yield* samePairs(childPair(pair, 'contains'), `${placeText(pair)}: another contains`)
  }
}

function* referenceBreaks(pair: SchemaPair): Generator<BreakOrPair> {
  const { old, now, at } = pair
  const [before, after] = [keywordsOf(old), keywordsOf(now)]
  for (const keyword of references) {
    if (!before.has(keyword)) continue
    const target = targetOf(old, keyword)
    const next = after.has(keyword) ? targetOf(now, keyword) : now
    if (target !== undefined && next !== undefined) yield { old: target, now: next, at }
    else if (keyword !== '$ref' || !isSameOutside(pair)) {
      yield `${placeText(pair)}: another ${keyword}`
    }
  }
}

function isSameOutside({ old, now }: SchemaPair): boolean {
  const uri = uriOutside(old)
  return uri !== undefined && uri === uriOutside(now)
}

/** Each of the old ones has to follow from that at its place, else from the whole. */
function* allOfPairs({ old, now, at }: SchemaPair): Generator<SchemaPair> {
  const [before, after] = [listOf(keywordsOf(old), 'allOf'), listOf(keywordsOf(now), 'allOf')]
  for (const [index, schema] of before.entries()) {
    const next = after[index]
    yield {
      old: childOf(old, ['allOf', index], schema),
      now: next === undefined ? now : childOf(now, ['allOf', index], next),
      at,
    }
  }
}

/** A value must match one of `oneOf` alone: where one is narrower, another may let more through. */
function* listBreaks(pair: SchemaPair, keyword: 'anyOf' | 'oneOf'): Generator<BreakOrPair> {
  const { old, now, at } = pair
  const [before, after] = [keywordsOf(old), keywordsOf(now)]
  if (!before.has(keyword)) return
  const [list, nextList] = [listOf(before, keyword), listOf(after, keyword)]
  const because = `${placeText(pair)}: another ${keyword}`
  if (list.length !== nextList.length) yield because
  else {
    for (const [index, schema] of list.entries()) {
      const each = {
        old: childOf(old, [keyword, index], schema),
        now: childOf(now, [keyword, index], nextList[index]),
        at,
      }
      yield each
      if (keyword === 'oneOf') yield { old: each.now, now: each.old, at, because }
    }
  }
}

function* conditionBreaks(pair: SchemaPair): Generator<BreakOrPair> {
  const [before, after] = [keywordsOf(pair.old), keywordsOf(pair.now)]
  if (!before.has('if') || !(before.has('then') || before.has('else'))) return
  if (after.has('if')) yield* samePairs(childPair(pair, 'if'), `${placeText(pair)}: another if`)
  else yield `${placeText(pair)}: another if`
  for (const keyword of ['then', 'else']) {
    if (before.has(keyword)) yield childPair(pair, keyword)
  }
}

function* dependencyBreaks(pair: SchemaPair, keyword: string): Generator<BreakOrPair> {
  const { old, now, at } = pair
  const [before, after] = [keywordsOf(old).get(keyword), keywordsOf(now).get(keyword)]
  if (!isJsonObject(before)) return
  for (const [name, value] of before) {
    const next = isJsonObject(after) ? after.get(name) : undefined
    if (isSchema(value)) {
      yield {
        old: childOf(old, [keyword, name], value),
        now: childOf(now, [keyword, name], next),
        at,
      }
    } else if (canonicalJson(value) !== canonicalJson(next ?? null)) {
      yield `${placeText(pair)}: another ${keyword}`
    }
  }
}

function childPair({ old, now, at }: SchemaPair, keyword: string): SchemaPair {
  return {
    old: childOf(old, [keyword], keywordsOf(old).get(keyword)),
    now: childOf(now, [keyword], keywordsOf(now).get(keyword)),
    at,
  }
}

function listOf(schema: JsonObject, keyword: string): readonly Json[] {
  const list = schema.get(keyword)
  return isJsonArray(list) ? list : []
}
