import { LoradexError } from '../../kernel/error.js'

export function noRecords(input: string): LoradexError {
  return new LoradexError('init.no-records', {
    message: `expected records in ${input}, saw none`,
    details: { input },
    hint: 'Name a source that has at least one record.',
  })
}
