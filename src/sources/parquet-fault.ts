import { LoradexError } from '../kernel/error.js'

/** What is wrong within a column; whoever reads the column says which one of which file. */
export function parquetFault(seen: string): LoradexError {
  return new LoradexError('source.lost', {
    message: seen,
    details: { input: 'parquet' },
    hint: 'Write the file again from where it came, or check it with another Parquet reader.',
  })
}
