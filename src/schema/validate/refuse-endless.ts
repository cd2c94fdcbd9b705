import { schemaInvalid } from './schema-invalid.js'
import { schemaPointer, type SchemaNode } from './schema-node.js'

/** Longest chain of schemas applied to one value; real ones stay below 20. */
const MAX_CHAIN = 1000

/** @throws `schema.invalid` when a schema applied to a value leads to itself for the same value. */
export function refuseEndless(inPlaceOf: ReadonlyMap<SchemaNode, readonly SchemaNode[]>): void {
  const lengths = new Map<SchemaNode, number>()
  for (const start of inPlaceOf.keys()) {
    if (!lengths.has(start)) measureFrom(start, inPlaceOf, lengths)
  }
}

/** Depth first without recursion: chains can be longer than the stack. */
function measureFrom(
  start: SchemaNode,
  inPlaceOf: ReadonlyMap<SchemaNode, readonly SchemaNode[]>,
  lengths: Map<SchemaNode, number>,
): void {
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
      const again = targets.find((target) => open.has(target))
      if (again !== undefined) throw endless(node, again)
      for (const target of targets) if (!lengths.has(target)) stack.push(target)
    }
  }
}

function longest(nodes: readonly SchemaNode[], lengths: ReadonlyMap<SchemaNode, number>): number {
  return nodes.reduce((most, node) => Math.max(most, lengths.get(node) ?? 0), 0)
}

function endless(from: SchemaNode, to: SchemaNode): Error {
  return schemaInvalid({
    pointer: schemaPointer(from),
    problem: `expected references that end, saw one that leads back to ${schemaPointer(to) || 'the root schema'} for the same value`,
    hint: 'Break the circle: put one of the references below properties or items.',
  })
}

function tooLong(node: SchemaNode): Error {
  return schemaInvalid({
    pointer: schemaPointer(node),
    problem: `expected at most ${MAX_CHAIN} schemas applied to one value through each other, saw more`,
    hint: 'Shorten the chain of references.',
  })
}
