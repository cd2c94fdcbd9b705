import { fact } from '../release.js'
import type { LevelRule } from '../bump-rule.js'

const TEMPLATE = 'loradex:digests.base_model.chat_template'

export const templateRule: LevelRule = {
  id: 'V3',
  about: 'another chat template',
  *reasons({ before, after }) {
    const [old, now] = [fact(before, TEMPLATE), fact(after, TEMPLATE)]
    if (old === undefined || now === undefined || old === now) return
    yield { level: 'major', because: 'another chat template: prompts of old do not fit' }
  },
}
