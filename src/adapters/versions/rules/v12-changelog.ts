import type { ReleaseRule } from '../bump-rule.js'
import { changesOf } from '../release.js'

export const changelogRule: ReleaseRule = {
  id: 'V12',
  about: 'the changelog says what changed',
  *objections({ before, after }) {
    const { adapter_version: version } = after.metadata.config
    // The first version changed nothing.
    if (before === undefined || changesOf(after, version).length > 0) return
    yield {
      expected: `changes of ${version} in loradex:changelog or custom.changelog`,
      seen: 'none',
    }
  },
}
