import { canonicalJson } from '../../../kernel/write-json.js'
import { sameWeights } from '../same-weights.js'
import type { LevelRule } from '../bump-rule.js'

export const textsRule: LevelRule = {
  id: 'V8',
  about: 'the same weights with other words',
  *reasons({ before, after }) {
    if (sameWeights(before, after) !== true) return
    const [old, now] = [before.metadata.document, after.metadata.document]
    if (canonicalJson(old) === canonicalJson(now)) return
    yield { level: 'patch', because: 'the same weights; only what is said of them differs' }
  },
}
