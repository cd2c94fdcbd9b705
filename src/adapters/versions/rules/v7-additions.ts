import { canonicalJson } from '../../../kernel/write-json.js'
import { results } from '../release.js'
import type { LevelRule } from '../bump-rule.js'
import { schemaBreaks } from '../schema-breaks.js'

export const additionsRule: LevelRule = {
  id: 'V7',
  about: 'a domain, an evaluation or a compatible part of answers that is new',
  *reasons({ before, after }) {
    const [old, now] = [before.metadata.config, after.metadata.config]
    if (old.domain !== now.domain) {
      yield {
        level: 'minor',
        because: `domain ${old.domain || 'none'} became ${now.domain || 'none'}`,
      }
    }
    const sets = new Set(results(before).map(({ dataset }) => dataset))
    const added = new Set(
      results(after).flatMap(({ dataset }) => (sets.has(dataset) ? [] : [dataset])),
    )
    for (const dataset of added) yield { level: 'minor', because: `evaluated on ${dataset}, too` }
    const [oldSchema, newSchema] = [before.outputSchema, after.outputSchema]
    if (oldSchema === undefined || newSchema === undefined) return
    const isOther = canonicalJson(oldSchema) !== canonicalJson(newSchema)
    if (isOther && [...schemaBreaks(oldSchema, newSchema)].length === 0) {
      yield { level: 'minor', because: 'a schema of answers that allows no more than the old one' }
    }
  },
}
