import { parse } from 'semver'
import type { ReleaseRule } from '../bump-rule.js'

export const prereleaseRule: ReleaseRule = {
  id: 'V13',
  about: 'pre-releases and build metadata mean what semver says',
  *objections({ before, after }) {
    if (before === undefined) return
    const old = parse(before.metadata.config.adapter_version)
    const now = parse(after.metadata.config.adapter_version)
    if (old === null || now === null) return
    const isSame = old.compare(now) === 0
    const hasOtherBuild = old.build.join('.') !== now.build.join('.')
    if (isSame && hasOtherBuild) {
      yield {
        expected: 'another version',
        seen: `${now.raw}, which differs in build metadata only`,
      }
    }
  },
}
