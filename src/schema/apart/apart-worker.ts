import { parentPort } from 'node:worker_threads'
import { isLoradexError } from '../../kernel/error.js'
import { MAX_DEPTH, parseJsonText } from '../../kernel/parse-json.js'
import { compileSchema, type CompiledSchema } from '../validate/compile-schema.js'
import type { Validator } from '../validate/validator.js'
import type { Answer, Question } from './apart-messages.js'

const unreadable = {
  pointer: '',
  problem: `expected at most ${MAX_DEPTH} levels and well-formed text, saw something else`,
  hint: 'Refuse the schema or the value.',
}

let validator: Validator | undefined

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)))

/** What is odd about the schema is looked for here, too, as it takes as long as to compile it. */
function findings(compiled: CompiledSchema): CompiledSchema {
  void compiled.mistakes
  void compiled.warnings
  return compiled
}

function answer(question: Question): Answer {
  try {
    const text = question.kind === 'compile' ? question.schema : question.value
    const value = parseJsonText(text)
    if (value === undefined) return { fault: unreadable }
    if (question.kind === 'errors') return { errors: validator?.errors(value) ?? [] }
    validator = findings(compileSchema(value, question.options))
    return { errors: [] }
  } catch (error) {
    if (!isLoradexError(error) || !('problem' in error.details)) throw error
    const { pointer, problem } = error.details
    return { fault: { pointer, problem, hint: error.hint } }
  }
}
