import { LoradexError } from '../../kernel/error.js'
import type { FileKind } from './file-kind.js'

interface Magic {
  readonly at: number
  readonly bytes: string
}

const readable: readonly (Magic & { readonly type: 'parquet' | 'sqlite' | 'duckdb' })[] = [
  { at: 0, bytes: 'PAR1', type: 'parquet' },
  { at: 0, bytes: 'SQLite format 3\0', type: 'sqlite' },
  { at: 8, bytes: 'DUCK', type: 'duckdb' },
]

/** What people have and loradex does not read, with what to do about it. */
const others: readonly (Magic & { readonly name: string; readonly hint: string })[] = [
  { at: 0, bytes: 'PARE', name: 'an encrypted Parquet file', hint: 'Decrypt it first.' },
  { at: 257, bytes: 'ustar', name: 'a tar archive', hint: 'Unpack it and name a file in it.' },
  {
    at: 0,
    bytes: 'PK\u0003\u0004',
    name: 'a zip archive or an Office file',
    hint: 'Unpack it, or save it as CSV.',
  },
  { at: 0, bytes: '\u00FD7zXZ\0', name: 'an xz file', hint: 'Unpack it with `xz -d`.' },
  { at: 0, bytes: 'BZh', name: 'a bzip2 file', hint: 'Unpack it with `bzip2 -d`.' },
  { at: 0, bytes: '%PDF', name: 'a PDF file', hint: 'Extract its text into JSON Lines.' },
  { at: 0, bytes: 'ARROW1', name: 'an Arrow file', hint: 'Save it as Parquet.' },
  { at: 0, bytes: 'ORC', name: 'an ORC file', hint: 'Save it as Parquet.' },
  { at: 0, bytes: 'Obj\u0001', name: 'an Avro file', hint: 'Save it as Parquet.' },
]

/**
 * The kind of a file that is no text; nothing when it may be text.
 * @throws `source.wrong-format` for kinds that are known and not read.
 */
export function binaryKind(head: Buffer, input: string): FileKind | undefined {
  const other = others.find((magic) => begins(head, magic))
  if (other) {
    throw new LoradexError('source.wrong-format', {
      message: `expected records in ${input}, saw ${other.name}`,
      details: { input, expected: 'JSON, CSV, TSV, Parquet, SQLite or DuckDB' },
      hint: other.hint,
    })
  }
  const found = readable.find((magic) => begins(head, magic))
  return found && kindOf(found.type)
}

function kindOf(type: 'parquet' | 'sqlite' | 'duckdb'): FileKind {
  return type === 'parquet' ? { type } : { type }
}

function begins(head: Buffer, { at, bytes }: Magic): boolean {
  return head.subarray(at, at + bytes.length).equals(Buffer.from(bytes, 'latin1'))
}
