import { expressionsIn, type Grammar } from '../grammar.js'
import { grammarInvalid } from '../grammar-reader.js'
import { isTerminalName, type LarkParser } from './lark-parser.js'

/** A terminal is a regex: it cannot hold itself. */
export function refuseRecursiveTerminals({ reader, firstUse }: LarkParser, grammar: Grammar): void {
  const done = new Set<string>()
  const visit = (name: string, within: readonly string[]): void => {
    if (within.includes(name)) {
      throw grammarInvalid(reader, {
        at: firstUse.get(name) ?? 0,
        problem: `expected terminals that do not hold themselves, saw ${[...within, name].join(' → ')}`,
        hint: 'Write the names in lower case, so that they are rules.',
      })
    }
    const body = grammar.rules.get(name)
    if (body === undefined || done.has(name)) return
    for (const part of expressionsIn(body)) {
      if (part.kind === 'rule') visit(part.name, [...within, name])
    }
    done.add(name)
  }
  for (const name of grammar.rules.keys()) if (isTerminalName(name)) visit(name, [])
}
