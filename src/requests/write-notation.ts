import { isLoradexError } from '../kernel/error.js'
import { parseGrammar, regexGrammar } from '../schema/grammar/parse-grammar.js'
import { printGrammar } from '../schema/grammar/print-grammar.js'
import { printRegex } from '../schema/grammar/print/print-regex.js'
import type { AnswerConstraint } from './answer-constraint.js'
import type { EngineName, Notation } from './engine.js'
import { engines } from './engines.data.js'
import { enginesForText, requestUnsupported } from './request-unsupported.js'

export interface Written {
  readonly notation: Notation
  readonly text: string
}

/**
 * A regex or grammar in the notation that the engine enforces.
 * @throws `request.unsupported` where there is none.
 */
export function writeNotation(
  engine: EngineName,
  constraint: Exclude<AnswerConstraint, { kind: 'schema' }>,
): Written {
  const { notations } = engines[engine]
  const wanted = inOrder(constraint.kind, notations)
  if (wanted.length === 0) throw refused(engine, `a ${constraint.kind}`)
  const grammar =
    constraint.kind === 'regex'
      ? regexGrammar(constraint.text)
      : parseGrammar(constraint.text, { format: constraint.format })
  let failure: unknown
  for (const notation of wanted) {
    try {
      const text = notation === 'regex' ? printRegex(grammar) : printGrammar(grammar, notation)
      return { notation, text }
    } catch (error) {
      if (!isLoradexError(error) || error.code !== 'grammar.inexpressible') throw error
      failure = error
    }
  }
  const why =
    isLoradexError(failure) && 'fault' in failure.details ? `: ${failure.details.fault}` : ''
  throw refused(
    engine,
    `a ${constraint.kind} that cannot be written as ${wanted.join(' or ')}${why}`,
  )
}

/** As near to what it was as can be: a regex as regex, a grammar as grammar. */
function inOrder(kind: 'regex' | 'grammar', notations: readonly Notation[]): readonly Notation[] {
  const isFirst = (notation: Notation): boolean => (notation === 'regex') === (kind === 'regex')
  return [...notations.filter(isFirst), ...notations.filter((notation) => !isFirst(notation))]
}

function refused(engine: EngineName, seen: string) {
  const others = enginesForText().filter((name) => name !== engine)
  const { notations } = engines[engine]
  const takes =
    notations.length === 0 ? 'a JSON Schema' : `a JSON Schema, or ${notations.join(' or ')}`
  return requestUnsupported(engine, { expected: takes, seen, others })
}
