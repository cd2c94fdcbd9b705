import {
  complementOf,
  determinize,
  intersectionOf,
  minimize,
  type Deterministic,
} from '../automaton/deterministic.js'
import { rulesOf } from '../automaton/rules-of.js'
import { choice, expressionsIn, reference, type Expression, type Grammar } from '../grammar.js'
import { grammarInvalid } from '../grammar-reader.js'
import type { Combined, LarkParser } from './lark-parser.js'

/** A terminal of its own, which is worked out at the end. No name that is written has a blank. */
export function combine(parser: LarkParser, combined: Combined): Expression {
  const name = `${combined.kind.toUpperCase()} ${parser.combined.size + 1}`
  parser.combined.set(name, combined)
  // Until then it holds what it is made of, so that names and circles are seen.
  parser.rules.set(name, choice(combined.operands))
  return reference(name)
}

/** @throws `grammar.invalid` for combinations that are too large */
export function workOutCombined(parser: LarkParser, grammar: Grammar): Grammar {
  const { rules, written } = grammar
  const done = new Map(rules)
  const seen = new Set<string>()
  const visit = (body: Expression): void => {
    for (const part of expressionsIn(body)) if (part.kind === 'rule') workOut(part.name)
  }
  const workOut = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    visit(rules.get(name) ?? reference(name))
    const combined = parser.combined.get(name)
    if (combined === undefined) return
    const bodies = rulesFor(parser, { ...combined, name }, done)
    for (const [own, body] of bodies) done.set(own, body)
  }
  for (const name of parser.combined.keys()) workOut(name)
  const madeOf = new Map(
    Array.from(parser.combined, ([name, { operands }]) => [name, choice(operands)]),
  )
  return { ...grammar, rules: done, ...(written && { written: { ...written, madeOf } }) }
}

const operand = 'operand'

function rulesFor(
  { reader }: LarkParser,
  { kind, operands, at, name }: Combined & { readonly name: string },
  rules: ReadonlyMap<string, Expression>,
): ReadonlyMap<string, Expression> {
  const grammars = operands.map((body) => ({
    start: operand,
    rules: new Map([...rules, [operand, body] as const]),
  }))
  const alphabet = reachableFrom(operands, rules)
  const automata = grammars.map((grammar) => determinize(grammar, alphabet))
  const known = automata.filter((automaton) => automaton !== undefined)
  const whole = known.length < automata.length ? undefined : joined(kind, known)
  const bodies = whole && rulesOf(minimize(whole), name)
  if (bodies !== undefined) return bodies
  throw grammarInvalid(reader, {
    at,
    problem: 'expected a terminal that can be worked out, saw one that takes too much',
    hint: 'Lower the counts of repetitions, or write the terminal as one regex.',
  })
}

function joined(kind: Combined['kind'], all: readonly Deterministic[]): Deterministic | undefined {
  const [first] = all
  return kind === 'and' || first === undefined ? intersectionOf(all) : complementOf(first)
}

function reachableFrom(
  operands: readonly Expression[],
  rules: ReadonlyMap<string, Expression>,
): ReadonlyMap<string, Expression> {
  const reached = new Map(operands.map((body, at) => [`${operand} ${at}`, body]))
  for (const [, body] of reached) {
    for (const part of expressionsIn(body)) {
      const inner = part.kind === 'rule' ? rules.get(part.name) : undefined
      if (part.kind === 'rule' && inner !== undefined) reached.set(part.name, inner)
    }
  }
  return reached
}
