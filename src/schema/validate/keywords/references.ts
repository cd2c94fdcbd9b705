import { addError, type KeywordSite } from '../keyword-site.js'
import { isDear, testOnce, trackOnce } from '../remember.js'
import type { Compiled, Rule, Scope, Visit } from '../rule.js'
import type { SchemaNode } from '../schema-node.js'
import { splitFragment } from '../uri.js'
import { flagOf, textOf } from './keyword-value.js'

/** Schemas that refer twice to what refers twice find the same error without end. */
const ENOUGH_ERRORS = 256

export function ref(site: KeywordSite): Rule {
  return follow(site, site.compiler.reference(site, textOf(site)))
}

function follow(site: KeywordSite, target: Compiled): Rule {
  return {
    kind: 'any',
    test: (value, run) => (isDear(run) ? testOnce(target, value, run) : target.test(value, run)),
    track: (value, run, seen) =>
      isDear(run) ? trackOnce(target, value, { run, seen }) : target.track(value, run, seen),
    report(value, visit) {
      if (visit.errors.length >= ENOUGH_ERRORS) return
      if (!isDear(visit.run)) target.report(value, through(site, target, visit))
      else if (!testOnce(target, value, visit.run))
        addError(site, visit, 'has a shape that is not allowed')
    },
  }
}

function through({ node, keyword }: KeywordSite, target: Compiled, visit: Visit): Visit {
  return { ...visit, trail: { from: node, keyword, target: target.node, outer: visit.trail } }
}

/** To the outermost schema with the same dynamic anchor, if the reference leads to one with any. */
export function dynamicRef(site: KeywordSite): Rule {
  const reference = textOf(site)
  const initial = site.compiler.reference(site, reference)
  const { fragment } = splitFragment(reference)
  const { node } = initial
  if (node.resource.dynamicAnchors.get(fragment) !== node) return follow(site, initial)
  site.compiler.expectDynamic(fragment)
  return followDynamic(site, initial, ({ resource }) => resource.dynamicAnchors.get(fragment))
}

/** To the outermost resource with `$recursiveAnchor`, if its own has it. */
export function recursiveRef(site: KeywordSite): Rule {
  const initial = site.compiler.reference(site, textOf(site))
  if (!initial.node.resource.hasRecursiveAnchor) return follow(site, initial)
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
    report(value, visit) {
      const found = target(visit.run.scope)
      found.report(value, through(site, found, visit))
    },
  }
}
