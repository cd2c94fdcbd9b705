import { readLines } from './read-records.js'
import type { Apart } from './real-sets.js'

const answers = ['Yes', 'No', '(A)', '(B)']

export const evals: Apart = () =>
  readLines('evals', /jsonl/u).map(({ question, answer_matching_behavior: answer }) => {
    if (question === undefined || answer === undefined) return 'missing-field'
    const output = answer.trim()
    return answers.includes(output) ? { instruction: question, output } : 'schema-violation'
  })

export const blanks: Apart = () =>
  readLines('evals', /jsonl/u)
    .filter(({ sentence_with_blank }) => sentence_with_blank !== undefined)
    .map(({ sentence_with_blank, pronoun_options, occupation }) => ({
      instruction: `Which words fit the blank? ${sentence_with_blank}`,
      output: { options: pronoun_options, about: occupation },
    }))
