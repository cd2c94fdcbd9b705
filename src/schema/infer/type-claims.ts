import type { Json } from '../../kernel/json-value.js'
import { holds } from './evidence.js'
import type { Inference, Node } from './inference.js'
import type { Kind } from './kind-of.js'
import { countKinds, countValues } from './shape.js'

/** Adds `type`; the kinds it allows. Those that are as rare as exceptions may be are left out. */
export function addTypes(
  schema: Map<string, Json>,
  { shape, pointer }: Node,
  { evidence, claims }: Inference,
): ReadonlySet<Kind> {
  const all = countValues(shape)
  const counted = countKinds(shape).filter(([, count]) => count > 0)
  const isUsual = ([, count]: readonly [Kind, number]) => !holds(evidence, all - count, all)
  const some = counted.filter(isUsual)
  const usual = some.some(([kind]) => kind !== 'null') ? some : counted
  const left = counted.filter((one) => !usual.includes(one)).map(([kind]) => shape.firsts[kind])
  const kinds = new Set(usual.map(([kind]) => kind))
  // Every integer is a number as well.
  if (kinds.has('number')) kinds.delete('integer')
  const types = [...kinds]
  schema.set('type', types.length === 1 ? (types[0] ?? null) : types)
  claims.push({
    pointer,
    keyword: 'type',
    about: types.join(', '),
    support: usual.reduce((sum, [, count]) => sum + count, 0),
    of: all,
    ...(left.length > 0 && { exception: Math.min(...left) }),
  })
  return kinds
}
