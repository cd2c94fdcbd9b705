import { clipText } from '../kernel/clip-text.js'
import { LoradexError } from '../kernel/error.js'
import type { Answer } from './metric.js'

/** Answers, and what messages call where they are from. */
export interface NamedAnswers {
  readonly answers: readonly Answer[]
  readonly shown: string
}

/**
 * Of the questions, what was expected is known: as many, and the same wherever both know it.
 * @throws `evaluation.invalid` with the first line that differs
 */
export function checkSameQuestions(first: NamedAnswers, second: NamedAnswers): void {
  const sizes = [first.answers.length, second.answers.length]
  const least = Math.min(...sizes)
  for (let place = 0; place < least; place += 1) {
    const [wanted, seen] = [first, second].map(({ answers }) => answers[place]?.expected)
    if (wanted === undefined || seen === undefined || wanted === seen) continue
    const problem = `expected what ${first.shown} expects, ${quoted(wanted)}, saw ${quoted(seen)}`
    throw differs(second, `${second.shown}:${place + 1}: ${problem}`)
  }
  if (first.answers.length === second.answers.length) return
  const [longer, shorter] = sizes[0] === least ? [second, first] : [first, second]
  const problem = `expected ${longer.answers.length} answers, as in ${longer.shown}, saw the end`
  throw differs(shorter, `${shorter.shown}:${least + 1}: ${problem}`)
}

const MOST_SHOWN = 40

function quoted(text: string): string {
  const { text: start, clipped } = clipText(text, MOST_SHOWN)
  return `${JSON.stringify(start)}${clipped ? '…' : ''}`
}

function differs({ shown }: NamedAnswers, message: string): LoradexError {
  return new LoradexError('evaluation.invalid', {
    message,
    details: { path: shown },
    hint: 'Give both files answers to the same questions, in the same order.',
  })
}
