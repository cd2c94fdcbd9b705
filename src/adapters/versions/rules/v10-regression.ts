import { prerelease } from 'semver'
import type { ReleaseRule } from '../bump-rule.js'
import { comparedResults } from '../compared-results.js'

export const regressionRule: ReleaseRule = {
  id: 'V10',
  about: 'no metric became worse, but in a pre-release',
  *objections({ before, after, tolerance }) {
    if (before === undefined) return
    if ((prerelease(after.metadata.config.adapter_version) ?? []).length > 0) return
    for (const { metric, dataset, old, now, change } of comparedResults(before, after)) {
      if (change >= -tolerance) continue
      yield {
        expected: `${metric} on ${dataset || 'the same data'} as good as ${old}, within ${tolerance * 100} %`,
        seen: String(now),
      }
    }
  },
}
