import { LoradexError } from '../kernel/error.js'

export function truncated(input: string, cause: unknown): LoradexError {
  return new LoradexError('source.truncated', {
    message: `${input}: expected whole compressed data, saw its end cut off`,
    details: { input },
    hint: 'Fetch or write the file again: a part of it is missing.',
    cause,
  })
}

export function damaged(input: string, expected: string, cause?: unknown): LoradexError {
  return new LoradexError('source.damaged', {
    message: `${input}: expected ${expected}, saw other bytes`,
    details: { input },
    hint: 'Fetch or write the file again: it is damaged, or something was appended to it.',
    cause,
  })
}
