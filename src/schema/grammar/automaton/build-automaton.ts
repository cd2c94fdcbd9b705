import { LoradexError } from '../../../kernel/error.js'
import type { CodePointSet } from '../../validate/pattern/code-point-set.js'
import { expressionsIn, partsOf, type Expression, type Grammar } from '../grammar.js'
import { isNullable, nullableRules } from '../nullable-rules.js'
import { recursiveRules } from '../recursive-rules.js'
import { pointOf } from '../scalar-set.js'
import { tidyGrammar } from '../tidy-grammar.js'
import type { Automaton, Node } from './automaton.js'
import { charClasses, type CharClasses } from './char-classes.js'

/** Larger automata take more memory and time than checking texts is worth. */
const MAX_NODES = 400_000

/** Rules that would take up more states are called, not written out. */
const MAX_INLINED = 5000

interface Builder {
  readonly rules: ReadonlyMap<string, Expression>
  readonly nodes: Node[]
  /** Rules with an automaton of their own, and its number. */
  readonly called: Map<string, number>
  readonly classes: CharClasses
  readonly stepClasses: Map<CodePointSet, readonly number[]>
}

/**
 * `alphabet` holds rules whose sets of characters are told apart as well, so that automata of
 * several grammars share their classes.
 * @throws `grammar.too-large`, `grammar.uncheckable`
 */
export function buildAutomaton(
  grammar: Grammar,
  alphabet: ReadonlyMap<string, Expression> = new Map(),
): Automaton {
  const tidy = tidyGrammar(grammar)
  refuseTokens(tidy)
  const { start, rules } = tidy
  const called = calledRules(tidy)
  const builder: Builder = {
    rules,
    nodes: [],
    called: new Map(Array.from(called, (name, index) => [name, index + 1])),
    classes: charClasses(distinctSets([...alphabet.values(), ...rules.values()])),
    stepClasses: new Map(),
  }
  const bodies: (readonly [string, Expression])[] = [
    ['', { kind: 'rule', name: start }],
    ...Array.from(called, (name): [string, Expression] => [name, rules.get(name) ?? never]),
  ]
  const entries = bodies.map(([, body], number) => {
    const entry = addNode(builder)
    nodeAt(builder, addExpression(builder, body, entry)).ends = number
    return entry
  })
  const nullable = nullableRules(tidy)
  return {
    classes: builder.classes,
    nodes: builder.nodes,
    entries,
    nullable: bodies.map(([, body]) => isNullable(body, nullable)),
    names: bodies.map(([name]) => name),
  }
}

const never: Expression = { kind: 'chars', set: [] }

function refuseTokens({ rules }: Grammar): void {
  for (const [name, body] of rules) {
    for (const part of expressionsIn(body)) {
      if (part.kind !== 'token' || (part.text !== undefined && !part.isNegated)) continue
      const problem = `expected tokens with a text, saw one without in the rule ${name}`
      throw new LoradexError('grammar.uncheckable', {
        message: `grammar: ${problem}`,
        details: { rule: name },
        hint: 'Write the token as its text, or leave the check to the engine.',
      })
    }
  }
}

/** Recursive rules, and those that are too large to be written out wherever they are used. */
function calledRules(grammar: Grammar): ReadonlySet<string> {
  const called = new Set(recursiveRules(grammar))
  const sizes = new Map<string, number>()
  const sizeOf = (name: string): number => {
    if (called.has(name)) return 1
    const known = sizes.get(name)
    if (known !== undefined) return known
    const size = expandedSize(grammar.rules.get(name) ?? never, sizeOf)
    if (size > MAX_INLINED) called.add(name)
    const counted = size > MAX_INLINED ? 1 : size
    sizes.set(name, counted)
    return counted
  }
  for (const name of grammar.rules.keys()) sizeOf(name)
  called.delete(recursiveRules(grammar).has(grammar.start) ? '' : grammar.start)
  return called
}

function expandedSize(expression: Expression, sizeOf: (name: string) => number): number {
  switch (expression.kind) {
    case 'text':
      return expression.text.length
    case 'token':
      return expression.text?.length ?? 1
    case 'chars':
      return 1
    case 'rule':
      return sizeOf(expression.name)
    case 'sequence':
    case 'choice':
      return partsOf(expression).reduce((sum, part) => sum + expandedSize(part, sizeOf), 1)
    case 'repeat': {
      const rounds = expression.max === Infinity ? expression.min + 1 : expression.max
      return 1 + rounds * expandedSize(expression.body, sizeOf)
    }
  }
}

function distinctSets(bodies: readonly Expression[]): readonly CodePointSet[] {
  const sets = new Map<string, CodePointSet>()
  const add = (set: CodePointSet): unknown => sets.set(set.join(' '), set)
  for (const body of bodies) {
    for (const part of expressionsIn(body)) {
      if (part.kind === 'chars') add(part.set)
      if (part.kind !== 'text' && part.kind !== 'token') continue
      for (const character of part.text ?? '') add([[pointOf(character), pointOf(character)]])
    }
  }
  return Array.from(sets.values())
}

function addNode({ nodes }: Builder): number {
  if (nodes.length >= MAX_NODES) {
    throw new LoradexError('grammar.too-large', {
      message: `grammar: expected at most ${MAX_NODES} states, saw more`,
      details: { states: MAX_NODES },
      hint: 'Lower the counts of repetitions, above all of those within each other.',
    })
  }
  return nodes.push({ free: [], steps: [], calls: [] }) - 1
}

function nodeAt({ nodes }: Builder, index: number): Node {
  return nodes[index] ?? { free: [], steps: [], calls: [] }
}

/** Adds the states that follow `from`; returns the one behind the expression. */
function addExpression(builder: Builder, expression: Expression, from: number): number {
  switch (expression.kind) {
    case 'text':
      return addText(builder, expression.text, from)
    case 'token':
      return addText(builder, expression.text ?? '', from)
    case 'chars':
      return addStep(builder, expression.set, from)
    case 'rule':
      return addRule(builder, expression.name, from)
    case 'sequence':
      return expression.parts.reduce((at, part) => addExpression(builder, part, at), from)
    case 'choice': {
      const end = addNode(builder)
      for (const option of expression.options) {
        nodeAt(builder, addExpression(builder, option, from)).free.push(end)
      }
      return end
    }
    case 'repeat':
      return addRepeat(builder, expression, from)
  }
}

function addText(builder: Builder, text: string, from: number): number {
  let at = from
  for (const character of text) {
    at = addStep(builder, [[pointOf(character), pointOf(character)]], at)
  }
  return at
}

function addStep(builder: Builder, set: CodePointSet, from: number): number {
  const to = addNode(builder)
  let classes = builder.stepClasses.get(set)
  if (classes === undefined) {
    classes = builder.classes.classesOf(set)
    builder.stepClasses.set(set, classes)
  }
  nodeAt(builder, from).steps.push({ classes, to })
  return to
}

function addRule(builder: Builder, name: string, from: number): number {
  const callee = builder.called.get(name)
  if (callee === undefined) return addExpression(builder, builder.rules.get(name) ?? never, from)
  const to = addNode(builder)
  nodeAt(builder, from).calls.push({ callee, to })
  return to
}

function addRepeat(
  builder: Builder,
  { body, min, max }: Extract<Expression, { kind: 'repeat' }>,
  from: number,
): number {
  let at = from
  for (let round = 0; round < min; round += 1) at = addExpression(builder, body, at)
  const end = addNode(builder)
  if (max === Infinity) {
    nodeAt(builder, at).free.push(end)
    nodeAt(builder, addExpression(builder, body, end)).free.push(end)
    return end
  }
  for (let round = min; round < max; round += 1) {
    nodeAt(builder, at).free.push(end)
    at = addExpression(builder, body, at)
  }
  nodeAt(builder, at).free.push(end)
  return end
}
