import { isJsonArray, isJsonObject, type Json } from '../../kernel/json-value.js'
import { assemble } from './assemble.js'
import { escapeToken } from './json-pointer.js'
import { addMessage, type Compiler, type KeywordSite } from './keyword-site.js'
import { keywordCompilers } from './keywords/keyword-compilers.js'
import { fieldPath, type Place } from './place.js'
import type { Compiled, Rule, Run } from './rule.js'
import { isDynamic, type SchemaNode } from './schema-node.js'
import type { SchemaStore } from './schema-store.js'
import { findCircles, withoutCircles, type Circle } from './endless-references.js'
import { isSchema } from './index-schema.js'

export interface GraphOptions {
  readonly assertFormats: boolean
  readonly assertContent: boolean
  readonly warnings: Set<string>
}

export interface CompiledGraph {
  readonly root: Compiled
  /** No value is decided that comes to one of them. */
  readonly circles: readonly Circle[]
}

/** Compiles the root schema and all that it leads to. */
export function compileGraph(store: SchemaStore, options: GraphOptions): CompiledGraph {
  const compiled = new Map<SchemaNode, Compiled>()
  const inPlaceOf = new Map<SchemaNode, SchemaNode[]>()
  const waiting: Compiled[] = []
  const expected = new Set<string | undefined>()

  function compiledOf(node: SchemaNode): Compiled {
    const known = compiled.get(node)
    if (known !== undefined) return known
    const fresh: Compiled = { node, test: accept, track: accept, report: accept }
    compiled.set(node, fresh)
    waiting.push(fresh)
    return fresh
  }

  function below(site: KeywordSite, tokens: readonly string[]): SchemaNode {
    let schema: Json | undefined = site.value
    let location = `/${escapeToken(site.keyword)}`
    for (const token of tokens) {
      if (isJsonObject(schema)) schema = schema.get(token)
      else if (isJsonArray(schema)) schema = schema[Number(token)]
      location += `/${escapeToken(token)}`
    }
    return store.childOf(site.node, location, isSchema(schema) ? schema : true)
  }

  function inPlace(from: SchemaNode, target: SchemaNode): Compiled {
    const targets = inPlaceOf.get(from)
    if (targets === undefined) inPlaceOf.set(from, [target])
    else targets.push(target)
    return compiler.enter(from.resource, target)
  }

  const compiler: Compiler = {
    assertFormats: options.assertFormats,
    assertContent: options.assertContent,
    part: (site, ...tokens) => compiler.enter(site.node.resource, below(site, tokens)),
    inPlace: (site, ...tokens) => inPlace(site.node, below(site, tokens)),
    reference: (site, text) => inPlace(site.node, store.resolve(text, site.node, site.keyword)),
    enter(from, target) {
      const inner = compiledOf(target)
      const isScoped = from !== target.resource && isDynamic(target.resource)
      return isScoped ? scoped(inner, store.rootOf(target.resource)) : inner
    },
    expectDynamic: (anchor) => expected.add(anchor),
    warn: (text) => options.warnings.add(text),
  }

  function compileWaiting(): void {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      Object.assign(next, compileNode(next.node, compiler))
    }
  }

  const root = compiledOf(store.root)
  for (const node of descendants(store.root)) compiledOf(node)
  compileWaiting()
  let before = 0
  while (before < compiled.size) {
    before = compiled.size
    for (const target of store.dynamicTargets(expected)) compiledOf(target)
    compileWaiting()
  }
  const circles = findCircles(inPlaceOf)
  for (const node of new Set(circles.map(({ to }) => to))) {
    const inner = compiledOf(node)
    Object.assign(inner, withoutCircles({ ...inner }))
  }
  return { root, circles }
}

function accept(): boolean {
  return true
}

function* descendants(node: SchemaNode): Generator<SchemaNode> {
  for (const child of node.children.values()) {
    yield child
    yield* descendants(child)
  }
}

type Whole = Pick<Compiled, 'test' | 'track' | 'report'>

function compileNode(node: SchemaNode, compiler: Compiler): Whole {
  const { schema, resource } = node
  const { dialect } = resource
  if (schema === true) return { test: accept, track: accept, report: accept }
  if (schema === false) return refuseAll(node)
  const hidesSiblings = dialect.refHidesSiblings && schema.has('$ref')
  const rules: Rule[] = []
  for (const [keyword, compile] of keywordCompilers) {
    const value = schema.get(keyword)
    if (value === undefined || !dialect.keywords.has(keyword)) continue
    if (hidesSiblings && keyword !== '$ref') continue
    const rule = compile({ keyword, value, schema, node, dialect, compiler })
    if (rule !== undefined) rules.push(...('kind' in rule ? [rule] : rule))
  }
  return assemble(rules)
}

function refuseAll(node: SchemaNode): Whole {
  const keyword = node.location.split('/')[1] ?? 'false'
  const site = { keyword, node: node.parent ?? node, at: node }
  return {
    test: () => false,
    track: () => false,
    report: (_value, visit) =>
      addMessage(site, visit, { place: visit.place, message: refusal(visit.place) }),
  }
}

function refusal(place: Place | undefined): string {
  if (place === undefined) return 'Sample has a shape that nothing allows'
  return `Unexpected ${typeof place.token === 'number' ? 'item' : 'field'}: ${fieldPath(place)}`
}

/** The schema with its resource noted in the dynamic scope meanwhile. */
function scoped(inner: Compiled, root: SchemaNode): Compiled {
  function within<Result>(run: Run, action: () => Result): Result {
    const outer = run.scope
    for (let at = outer; at !== undefined; at = at.outer) if (at.root === root) return action()
    run.scope = { root, outer }
    const result = action()
    run.scope = outer
    return result
  }
  return {
    node: inner.node,
    test: (value, run) => within(run, () => inner.test(value, run)),
    track: (value, run, seen) => within(run, () => inner.track(value, run, seen)),
    report: (value, visit) => within(visit.run, () => inner.report(value, visit)),
  }
}
