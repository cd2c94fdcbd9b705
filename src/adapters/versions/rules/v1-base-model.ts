import { fact } from '../release.js'
import type { LevelRule } from '../bump-rule.js'

/** What makes two base models different ones; digests count where both have them. */
const facts = [
  ['base_model.name', 'another base model'],
  ['base_model.version', 'another version of the base model'],
  ['loradex:digests.base_model.config', 'another config of the base model'],
  ['loradex:digests.base_model.weights', 'other weights of the base model'],
  ['loradex:digests.base_model.tokenizer', 'another tokenizer'],
] as const

export const baseModelRule: LevelRule = {
  id: 'V1',
  about: 'another base model or tokenizer',
  *reasons({ before, after }) {
    for (const [path, because] of facts) {
      const [old, now] = [fact(before, path) ?? '', fact(after, path) ?? '']
      const isKnown = path === 'base_model.name' || (old !== '' && now !== '')
      if (isKnown && old !== now) yield { level: 'major', because }
    }
  },
}
