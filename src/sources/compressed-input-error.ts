import { LoradexError } from '../kernel/error.js'

export function truncated(input: string, cause: unknown): LoradexError {
  return new LoradexError('source.truncated', {
    message: `${input} ends before its compressed data does`,
    details: { input },
    hint: 'Fetch or write the file again: a part of it is missing.',
    cause,
  })
}

export function damaged(input: string, expected: string, cause?: unknown): LoradexError {
  return new LoradexError('source.damaged', {
    message: `expected ${expected} in ${input}, saw other bytes`,
    details: { input },
    hint: 'Fetch or write the file again: it is damaged, or something was appended to it.',
    cause,
  })
}
