import { gt, valid } from 'semver'
import type { ReleaseRule } from '../bump-rule.js'
import { parentOf, type Release } from '../release.js'

export const lineageRule: ReleaseRule = {
  id: 'V11',
  about: 'the version follows the one before, which is its parent',
  *objections({ before, after }) {
    const { adapter_id: id, adapter_version: version } = after.metadata.config
    if (valid(version) === null) {
      yield { expected: 'a semantic version', seen: JSON.stringify(version) }
      return
    }
    const parent = parentOf(after)
    if (parent?.id === id && parent.version === version) {
      yield { expected: 'a parent that is another version', seen: `${id}@${version}, itself` }
    }
    if (before === undefined) return
    yield* parentObjections(before, after)
    const { adapter_version: old } = before.metadata.config
    if (valid(old) !== null && !gt(version, old)) {
      yield { expected: `a version above ${old}`, seen: version }
    }
  },
}

function* parentObjections(
  before: Release,
  after: Release,
): Generator<{ readonly expected: string; readonly seen: string }> {
  const { adapter_id: id, adapter_version: version } = after.metadata.config
  const { adapter_id: oldId, adapter_version: old } = before.metadata.config
  const parent = parentOf(after)
  if (parent === undefined) {
    yield { expected: `${oldId}@${old} as provenance.parent_adapter_id`, seen: 'none' }
  } else if (parent.id === id && parent.version !== undefined && parent.version !== old) {
    yield { expected: `${oldId}@${old} as parent`, seen: `${parent.id}@${parent.version}` }
  }
  const grandparent = parentOf(before)
  if (grandparent?.id === id && grandparent.version === version) {
    yield { expected: `${oldId}@${old} not to come from ${version}`, seen: 'a cycle' }
  }
}
