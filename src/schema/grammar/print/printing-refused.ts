import { LoradexError } from '../../../kernel/error.js'

/** The grammar says something that the format has no way to say. */
export function printingRefused(expected: string, seen: string): LoradexError {
  const problem = `expected ${expected}, saw ${seen}`
  return new LoradexError('grammar.inexpressible', {
    message: `grammar: ${problem}`,
    details: { fault: problem },
    hint: 'Choose another format, or write the grammar without it.',
  })
}
