import type { Json } from '../../kernel/json-value.js'
import type { Compiled } from './rule.js'
import { schemaInvalid } from './schema-invalid.js'
import type { SchemaMistake } from './schema-mistake.js'
import { schemaPointer, type SchemaNode } from './schema-node.js'
import { Undecided } from './undecided.js'

/** Longest chain of schemas applied to one value; real ones stay below 20. */
const MAX_CHAIN = 1000

/** A schema that is applied to a value while it is applied to that value. */
export interface Circle {
  /** The schema that leads back. */
  readonly from: SchemaNode
  readonly to: SchemaNode
}

/**
 * The circles among schemas that are applied to one value.
 * @throws `schema.invalid` for a chain of them that is too long.
 */
export function findCircles(
  inPlaceOf: ReadonlyMap<SchemaNode, readonly SchemaNode[]>,
): readonly Circle[] {
  const lengths = new Map<SchemaNode, number>()
  const circles: Circle[] = []
  for (const start of inPlaceOf.keys()) {
    if (!lengths.has(start)) measureFrom(start, { inPlaceOf, lengths, circles })
  }
  return circles
}

interface Search {
  readonly inPlaceOf: ReadonlyMap<SchemaNode, readonly SchemaNode[]>
  readonly lengths: Map<SchemaNode, number>
  readonly circles: Circle[]
}

/** Depth first without recursion: chains can be longer than the stack. */
function measureFrom(start: SchemaNode, { inPlaceOf, lengths, circles }: Search): void {
  const open = new Set<SchemaNode>()
  const stack = [start]
  for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
    const targets = inPlaceOf.get(node) ?? []
    if (lengths.has(node)) stack.pop()
    else if (open.has(node)) {
      const length = 1 + longest(targets, lengths)
      if (length > MAX_CHAIN) throw tooLong(node)
      lengths.set(node, length)
      open.delete(node)
      stack.pop()
    } else {
      open.add(node)
      for (const target of targets) {
        if (open.has(target)) circles.push({ from: node, to: target })
        else if (!lengths.has(target)) stack.push(target)
      }
    }
  }
}

function longest(nodes: readonly SchemaNode[], lengths: ReadonlyMap<SchemaNode, number>): number {
  return nodes.reduce((most, node) => Math.max(most, lengths.get(node) ?? 0), 0)
}

export function circleMistake({ from, to }: Circle): SchemaMistake {
  return {
    pointer: schemaPointer(from),
    problem: `expected references that end, saw one that leads back to ${shownNode(to)} for the same value`,
    hint: 'Break the circle: put one of the references below properties or items.',
  }
}

/** As the schema, but undecided on a value that it is already applied to. */
export function withoutCircles(inner: Compiled): Pick<Compiled, 'test' | 'track' | 'report'> {
  const { node, test, track, report } = inner
  const none = Symbol('none')
  // No value is a part of itself: another one that comes in between is done when this one comes again.
  let open: Json | typeof none = none
  const once = <Result>(value: Json, apply: () => Result): Result => {
    if (open === value) throw endless(node)
    const outer = open
    open = value
    try {
      return apply()
    } finally {
      open = outer
    }
  }
  return {
    test: (value, run) => once(value, () => test(value, run)),
    track: (value, run, seen) => once(value, () => track(value, run, seen)),
    report: (value, visit) => once(value, () => report(value, visit)),
  }
}

function endless(node: SchemaNode): Error {
  const problem = `leads ${shownNode(node)} back to itself without end`
  return new Undecided({ keyword: '$ref', pointer: schemaPointer(node), problem })
}

function shownNode(node: SchemaNode): string {
  return schemaPointer(node) || 'the root schema'
}

function tooLong(node: SchemaNode): Error {
  return schemaInvalid({
    pointer: schemaPointer(node),
    problem: `expected at most ${MAX_CHAIN} schemas applied to one value through each other, saw more`,
    hint: 'Shorten the chain of references.',
  })
}
