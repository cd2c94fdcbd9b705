import { canonicalJson } from '../../../kernel/write-json.js'
import type { LevelRule } from '../bump-rule.js'
import { comparedResults } from '../compared-results.js'
import { fact } from '../release.js'
import { sameWeights } from '../same-weights.js'

export const rerunRule: LevelRule = {
  id: 'V9',
  about: 'other weights from the same data on the same base',
  *reasons(step) {
    const { before, after, tolerance } = step
    const isSameData = ['loradex:digests.data.manifest', 'base_model.name'].every(
      (path) =>
        canonicalJson(fact(before, path) ?? null) === canonicalJson(fact(after, path) ?? null),
    )
    if (sameWeights(before, after) !== false || !isSameData) return
    const compared = comparedResults(before, after)
    const moved = compared.filter(({ change }) => Math.abs(change) > tolerance)
    if (compared.length > 0 && moved.length === 0) {
      yield { level: 'patch', because: 'other weights, and all metrics within tolerance' }
    } else {
      const names = moved.map(({ metric }) => metric).join(', ')
      yield {
        level: 'minor',
        because: `other weights, and ${names === '' ? 'nothing measured on both' : `another ${names}`}`,
      }
    }
  },
}
