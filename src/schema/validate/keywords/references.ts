import type { KeywordSite } from '../keyword-site.js'
import type { Compiled, Rule, Scope } from '../rule.js'
import type { SchemaNode } from '../schema-node.js'
import { splitFragment } from '../uri.js'
import { flagOf, textOf } from './keyword-value.js'

export function ref(site: KeywordSite): Rule {
  return follow(site.compiler.reference(site, textOf(site)))
}

function follow(target: Compiled): Rule {
  return {
    kind: 'any',
    test: (value, run) => target.test(value, run),
    track: (value, run, seen) => target.track(value, run, seen),
    report: (value, visit) => target.report(value, visit),
  }
}

/** To the outermost schema with the same dynamic anchor, if the reference leads to one with any. */
export function dynamicRef(site: KeywordSite): Rule {
  const reference = textOf(site)
  const initial = site.compiler.reference(site, reference)
  const { fragment } = splitFragment(reference)
  const { node } = initial
  if (node.resource.dynamicAnchors.get(fragment) !== node) return follow(initial)
  site.compiler.expectDynamic(fragment)
  return followDynamic(site, initial, ({ resource }) => resource.dynamicAnchors.get(fragment))
}

/** To the outermost resource with `$recursiveAnchor`, if its own has it. */
export function recursiveRef(site: KeywordSite): Rule {
  const initial = site.compiler.reference(site, textOf(site))
  if (!initial.node.resource.hasRecursiveAnchor) return follow(initial)
  site.compiler.expectDynamic(undefined)
  return followDynamic(site, initial, (root) =>
    root.resource.hasRecursiveAnchor ? root : undefined,
  )
}

export function recursiveAnchor(site: KeywordSite): undefined {
  flagOf(site)
}

function followDynamic(
  site: KeywordSite,
  initial: Compiled,
  targetIn: (root: SchemaNode) => SchemaNode | undefined,
): Rule {
  function target(scope: Scope | undefined): Compiled {
    let outermost: SchemaNode | undefined
    for (let at = scope; at !== undefined; at = at.outer) outermost = targetIn(at.root) ?? outermost
    if (outermost === undefined || outermost === initial.node) return initial
    return site.compiler.enter(site.node.resource, outermost)
  }
  return {
    kind: 'any',
    test: (value, run) => target(run.scope).test(value, run),
    track: (value, run, seen) => target(run.scope).track(value, run, seen),
    report: (value, visit) => target(visit.run.scope).report(value, visit),
  }
}
