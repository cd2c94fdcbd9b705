import { nearestWord } from '../../kernel/nearest-word.js'
import { expressionsIn, reference, type Expression, type Grammar } from './grammar.js'
import { grammarInvalid, type GrammarReader } from './grammar-reader.js'

/** Rules while they are read; names are known only at the end. */
export interface GrammarRules {
  readonly reader: GrammarReader
  readonly rules: Map<string, Expression>
  /** Where each name is first referred to. */
  readonly firstUse: Map<string, number>
  /** Names of rules that stand in the text. */
  readonly written: Set<string>
}

/** More is a grammar that a program went on writing. */
const MAX_EXPRESSIONS = 200_000

export function startRules(reader: GrammarReader): GrammarRules {
  return { reader, rules: new Map(), firstUse: new Map(), written: new Set() }
}

export function addRule(
  { reader, rules, written }: GrammarRules,
  { name, at }: { readonly name: string; readonly at: number },
  body: Expression,
): void {
  if (rules.has(name)) {
    throw grammarInvalid(reader, {
      at,
      problem: `expected one rule ${name}, saw a second`,
      hint: 'Join them with | in one rule, or rename one.',
    })
  }
  rules.set(name, body)
  written.add(name)
}

export function referTo({ firstUse }: GrammarRules, name: string, at: number): Expression {
  if (!firstUse.has(name)) firstUse.set(name, at)
  return reference(name)
}

interface TakenNames {
  readonly rules: ReadonlyMap<string, Expression>
  readonly firstUse: ReadonlyMap<string, number>
}

/** A name like `base` that no rule has. */
export function freshName({ rules, firstUse }: TakenNames, base: string): string {
  let name = base
  for (let number = 2; rules.has(name) || firstUse.has(name); number += 1) {
    name = `${base}_${number}`
  }
  return name
}

export function finishRules(parser: GrammarRules, start: string): Grammar {
  const { reader, rules, firstUse, written } = parser
  const names = Array.from(rules.keys())
  for (const [name, at] of firstUse) {
    if (rules.has(name)) continue
    const meant = nearestWord(name, names)
    throw grammarInvalid(reader, {
      at,
      problem: `expected the name of a rule, saw ${name}${meant === undefined ? '' : `, did you mean ${meant}?`}`,
      hint: meant === undefined ? `Add a rule ${name}.` : `Write ${meant}, or add a rule ${name}.`,
    })
  }
  if (!rules.has(start)) {
    throw grammarInvalid(reader, {
      at: 0,
      problem: `expected a rule ${start}, saw ${names.length === 0 ? 'no rule' : names.slice(0, 5).join(', ')}`,
      hint: `Name the rule that whole texts must match ${start}.`,
    })
  }
  refuseHuge(reader, rules)
  return { start, rules, written: { names: written, madeOf: new Map() } }
}

function refuseHuge(reader: GrammarReader, rules: ReadonlyMap<string, Expression>): void {
  let count = 0
  for (const body of rules.values()) {
    for (const _expression of expressionsIn(body)) count += 1
    if (count > MAX_EXPRESSIONS) {
      throw grammarInvalid(reader, {
        problem: `expected at most ${MAX_EXPRESSIONS} expressions, saw more`,
        hint: 'Write repetitions as {n,m}, and shared parts as rules.',
      })
    }
  }
}
