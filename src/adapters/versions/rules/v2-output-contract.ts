import { canonicalJson } from '../../../kernel/write-json.js'
import { schemaBreaks } from '../schema-breaks.js'
import { fact } from '../release.js'
import type { LevelRule } from '../bump-rule.js'

export const outputContractRule: LevelRule = {
  id: 'V2',
  about: 'answers that readers of the old ones cannot read',
  *reasons({ before, after }) {
    const [old, now] = [before.outputSchema, after.outputSchema]
    if (old !== undefined && now !== undefined) {
      for (const because of schemaBreaks(old, now)) yield { level: 'major', because }
    } else if (differs(fact(before, schemaDigest), fact(after, schemaDigest))) {
      // Without the schemas nobody can say that the new one promises as much.
      yield { level: 'major', because: 'another schema of answers, and neither is at hand' }
    }
    for (const part of ['regex', 'grammar'] as const) {
      const path = `loradex:decoding.${part}`
      if (differs(fact(before, path), fact(after, path))) {
        yield { level: 'major', because: `another ${part} of answers` }
      }
    }
  },
}

const schemaDigest = 'loradex:decoding.json_schema.digest'

function differs(old: ReturnType<typeof fact>, now: ReturnType<typeof fact>): boolean {
  return old !== undefined && canonicalJson(old) !== canonicalJson(now ?? null)
}
