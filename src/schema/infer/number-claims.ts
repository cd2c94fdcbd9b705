import type { Json } from '../../kernel/json-value.js'
import { enough } from './evidence.js'
import type { Inference, Node } from './inference.js'

/** Adds what the numbers seen let expect of all numbers: bounds with room on both sides. */
export function numberClaims(
  schema: Map<string, Json>,
  { shape, pointer }: Node,
  { evidence, claims }: Inference,
): void {
  const { whole, other, least, greatest } = shape.numbers
  const count = whole + other
  if (count < enough(evidence)) return
  const bounds: [string, number][] = []
  if (least >= 0) bounds.push(['minimum', 0])
  if (evidence.isStrict === true) {
    if (least < 0) bounds.push(['minimum', -decadeAbove(-least)])
    bounds.push(['maximum', upperBound(least, greatest, other)])
  }
  for (const [keyword, bound] of bounds) {
    if (!Number.isSafeInteger(bound)) continue
    schema.set(keyword, bound)
    claims.push({ pointer, keyword, about: String(bound), support: count, of: count })
  }
}

/** Shares end at 1 and percentages at 100; others have room. */
function upperBound(least: number, greatest: number, fractions: number): number {
  if (greatest <= 0) return 0
  if (least >= 0 && greatest <= 1 && fractions > 0) return 1
  if (least >= 0 && greatest > 50 && greatest <= 100 && fractions > 0) return 100
  return decadeAbove(greatest)
}

/** At least ten times as much, as a power of ten. */
function decadeAbove(size: number): number {
  return 10 ** Math.ceil(Math.log10(10 * Math.max(size, 1)))
}
