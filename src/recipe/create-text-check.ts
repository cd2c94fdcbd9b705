import { compileGrammar } from '../schema/grammar/compile-grammar.js'
import { parseGrammar, regexGrammar } from '../schema/grammar/parse-grammar.js'
import type { SchemaError } from '../schema/validate/validator.js'
import type { TextConstraint } from './text-constraint.js'

/** Tells what is wrong with a produced text, or nothing. */
export type TextCheck = (produced: string) => SchemaError | undefined

/** @throws `grammar.too-large`, `grammar.uncheckable` */
export function createTextCheck(constraint: TextConstraint): TextCheck {
  const { kind, text } = constraint
  const grammar = kind === 'regex' ? regexGrammar(text) : parseGrammar(text, constraint)
  const matcher = compileGrammar(grammar)
  return (produced) => {
    const verdict = matcher.check(produced)
    switch (verdict.kind) {
      case 'match':
        return undefined
      case 'mismatch': {
        const { place, expected, seen } = verdict
        const message = `Produced text breaks the ${kind} at ${place}: expected ${expected}, saw ${seen}`
        return { keyword: kind, instancePointer: '', schemaPointer: '', message }
      }
      case 'undecided': {
        const message = `Produced text needs more steps than a check may take, at ${verdict.place}`
        return { keyword: 'undecided', instancePointer: '', schemaPointer: '', message }
      }
    }
  }
}
