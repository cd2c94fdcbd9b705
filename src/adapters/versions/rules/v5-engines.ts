import { canonicalJson } from '../../../kernel/write-json.js'
import { engineFits } from '../../engines/engine-fit.js'
import { loraOptions } from '../../peft/lora-options.js'
import type { LevelRule } from '../bump-rule.js'

/** What an engine does that does not run an adapter as it is; of `unknown` nobody can say. */
const fails: ReadonlySet<string> = new Set(['refuses', 'wrong', 'needs'])

export const enginesRule: LevelRule = {
  id: 'V5',
  about: 'options that an engine which ran the old one cannot run',
  *reasons({ before, after }) {
    const [old, now] = [before.subject, after.subject]
    if (old.config === undefined || now.config === undefined) return
    const fits = new Map(engineFits(now).map((each) => [each.engine, each]))
    let hasLost = false
    for (const { engine, fit } of engineFits(old)) {
      const next = fits.get(engine)
      if (fit !== 'loads' || next === undefined || !fails.has(next.fit)) continue
      hasLost = true
      yield { level: 'major', because: `${engine} ran it, and now ${next.fit}: ${next.reasons[0]}` }
    }
    const [oldOptions, newOptions] = [old.config, now.config].map(({ document }) =>
      canonicalJson(loraOptions(document)),
    )
    if (!hasLost && oldOptions !== newOptions) {
      yield { level: 'minor', because: 'other options of LoRA, for the same engines' }
    }
  },
}
