import { canonicalJson } from '../../../kernel/write-json.js'
import { fact } from '../release.js'
import type { LevelRule } from '../bump-rule.js'

const facts = [
  ['loradex:digests.data.manifest', 'other training data'],
  ['training.dataset_name', 'another data set'],
  ['training.num_samples', 'another number of samples'],
  ['training.epochs', 'other epochs'],
  ['training.learning_rate', 'another learning rate'],
  ['loradex:training.optimizer', 'another optimizer'],
] as const

export const dataRule: LevelRule = {
  id: 'V6',
  about: 'other training data or hyperparameters',
  *reasons({ before, after }) {
    for (const [path, because] of facts) {
      const [old, now] = [fact(before, path), fact(after, path)]
      if (canonicalJson(old ?? null) === canonicalJson(now ?? null)) continue
      const isCount = typeof old === 'number' && typeof now === 'number'
      yield { level: 'minor', because: isCount ? `${because}: ${old} became ${now}` : because }
    }
  },
}
