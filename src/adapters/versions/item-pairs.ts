import { isJsonArray } from '../../kernel/json-value.js'
import { leadsElsewhere } from './branch-breaks.js'
import type { SchemaPair } from './schema-pair.js'
import { childOf, keywordsOf, type SchemaPlace } from './schema-place.js'

/** The schemas of items at the same places. */
export function* itemPairs({ old, now, at }: SchemaPair): Generator<SchemaPair> {
  const [before, after] = [itemsOf(old), itemsOf(now)]
  const anything = childOf(now, [], undefined)
  const most = Math.max(before.first.length, after.first.length)
  for (let index = 0; index <= most; index += 1) {
    const was = before.first[index] ?? before.rest
    const is = after.first[index] ?? after.rest ?? anything
    const place = index === most ? `${at}[]` : `${at}[${index}]`
    if (was !== undefined && is.node.schema !== false) yield { old: was, now: is, at: place }
  }
}

interface Items {
  /** Of the first items, one by one. */
  readonly first: readonly SchemaPlace[]
  /** Of all behind them. */
  readonly rest: SchemaPlace | undefined
}

/** Of any draft: up to 2019-09, `items` has what is in `prefixItems` now. */
function itemsOf(place: SchemaPlace): Items {
  const keywords = keywordsOf(place)
  const key = isJsonArray(keywords.get('items')) ? 'items' : 'prefixItems'
  const list = keywords.get(key)
  const first = isJsonArray(list)
    ? list.map((item, index) => childOf(place, [key, index], item))
    : []
  const others = key === 'items' ? 'additionalItems' : 'items'
  const isLeft = !keywords.has(others) && !leadsElsewhere(keywords) && !keywords.has('contains')
  const rest = isLeft ? 'unevaluatedItems' : others
  return {
    first,
    rest: keywords.has(rest) ? childOf(place, [rest], keywords.get(rest)) : undefined,
  }
}
