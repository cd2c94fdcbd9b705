import { Buffer } from 'node:buffer'
import type { AsyncBuffer, ColumnMetaData, FileMetaData, RowGroup } from 'hyparquet'
import { isLoradexError, LoradexError } from '../kernel/error.js'
import { HEAD_BYTES } from './content.js'
import { driverMissing } from './driver-missing.js'
import { kindOf, wrongKind } from './file-kind.js'
import { openInputFile, type InputFile, type InputPath } from './input-file.js'
import { isWholeSchema, rawParquet, repeatedName, type Field } from './parquet-schema.js'
import type { RemoteFiles } from './remote-files.js'
import type { FileSnapshot } from './source.js'

/** A Parquet file whose footer is read and that has nothing we cannot read. The opener closes it. */
export interface ParquetFile {
  readonly fields: readonly Field[]
  /** As if all columns were of plain types; see `rawParquet`. */
  readonly raw: FileMetaData
  readonly bytes: AsyncBuffer
  readonly snapshot: FileSnapshot
  close(): void
}

/** Magic, footer length, magic: a file cannot be shorter. */
const MIN_BYTES = 12
const MAGIC_BYTES = 4

export async function openParquet(
  inputPath: InputPath,
  remote?: RemoteFiles,
): Promise<ParquetFile> {
  const { input } = inputPath
  const file = await openInputFile(inputPath, remote)
  const { close } = file
  try {
    const bytes = bufferOf(file)
    await checkMagic(bytes, input)
    const metadata = await readFooter(bytes, input)
    for (const [index, group] of metadata.row_groups.entries()) {
      checkRowGroup(group, { at: `${input}, row group ${index}`, input, bytes })
    }
    const { fields, raw } = readSchema(metadata, input)
    const name = repeatedName(fields)
    if (name !== undefined) throw repeatedColumn(input, name)
    return { fields, raw, bytes, snapshot: file.snapshot, close }
  } catch (error) {
    close()
    throw error
  }
}

function bufferOf(file: InputFile): AsyncBuffer {
  const { bytes } = file.snapshot
  return {
    byteLength: bytes,
    async slice(start, end = bytes) {
      // A copy, because hyparquet wants the buffer itself, not a view of one.
      return new Uint8Array(await file.readRange(start, Math.max(start, end))).buffer
    },
  }
}

async function checkMagic(file: AsyncBuffer, input: string): Promise<void> {
  if (file.byteLength < MIN_BYTES) throw await notParquet(file, input)
  const first = Buffer.from(await file.slice(0, MAGIC_BYTES)).toString('latin1')
  const last = Buffer.from(await file.slice(file.byteLength - MAGIC_BYTES)).toString('latin1')
  if (first === 'PARE' || last === 'PARE') throw unreadable(input, { seen: 'an encrypted footer' })
  if (first !== 'PAR1') throw await notParquet(file, input)
  if (last !== 'PAR1') throw truncated(input)
}

async function readFooter(file: AsyncBuffer, input: string): Promise<FileMetaData> {
  const { parquetMetadataAsync } = await loadHyparquet()
  return parquetMetadataAsync(file, { geoparquet: false }).catch((cause: unknown) => {
    throw damagedFooter(input, cause)
  })
}

function readSchema(metadata: FileMetaData, input: string): ReturnType<typeof rawParquet> {
  try {
    if (isWhole(metadata)) return rawParquet(metadata)
  } catch (cause) {
    throw damagedFooter(input, cause)
  }
  throw damagedFooter(input)
}

/** Rows that a damaged group does not tell of would be lost in silence; some writers leave the total at 0. */
function isWhole({ schema, row_groups, num_rows }: FileMetaData): boolean {
  const rows = row_groups.reduce((sum, group) => sum + group.num_rows, 0n)
  return rows >= num_rows && isWholeSchema(schema)
}

function checkRowGroup(
  { columns }: RowGroup,
  {
    at,
    input,
    bytes,
  }: { readonly at: string; readonly input: string; readonly bytes: AsyncBuffer },
): void {
  for (const { meta_data: column, file_path, crypto_metadata } of columns) {
    if (crypto_metadata !== undefined)
      throw unreadable(input, { seen: `an encrypted column in ${at}` })
    if (file_path !== undefined)
      throw unreadable(input, { seen: `columns in other files in ${at}` })
    if (column === undefined)
      throw unreadable(input, { seen: `a column without metadata in ${at}` })
    if (column.codec === 'LZO') throw unreadable(input, { seen: `the compression LZO in ${at}` })
    if (chunkStart(column) + Number(column.total_compressed_size) > bytes.byteLength) {
      throw truncated(input)
    }
  }
}

/** Where the first page of a column lies: the dictionary, if it has one. */
export function chunkStart({ dictionary_page_offset, data_page_offset }: ColumnMetaData): number {
  return Number(dictionary_page_offset || data_page_offset)
}

export async function loadHyparquet(): Promise<typeof import('hyparquet')> {
  return import('hyparquet').catch((cause: unknown) => {
    throw driverMissing({
      driver: 'hyparquet',
      packages: 'hyparquet hyparquet-compressors',
      cause,
    })
  })
}

/** What to throw for a failure while the rows were read. */
export function lostParquet(input: string, at: string, cause: unknown): unknown {
  const isOurs = isLoradexError(cause)
  if (isOurs && cause.code !== 'source.lost') return cause
  const seen = isOurs ? cause.message : 'data that cannot be decoded'
  return new LoradexError('source.lost', {
    message: `${input}: expected ${at} to be readable, saw ${seen}`,
    details: { input },
    hint: 'Write the file again from where it came, with data pages of version 1.0, or check it with another Parquet reader.',
    cause,
  })
}

function unreadable(
  input: string,
  {
    seen,
    hint,
    cause,
  }: { readonly seen: string; readonly hint?: string; readonly cause?: unknown },
): LoradexError {
  return new LoradexError('source.unreadable', {
    message: `${input}: expected a Parquet file that can be read, saw ${seen}`,
    details: { input },
    hint: hint ?? 'Write the file again without that, or convert it with another Parquet reader.',
    cause,
  })
}

function damagedFooter(input: string, cause?: unknown): LoradexError {
  const hint = 'Fetch or write the file again: it is damaged.'
  return unreadable(input, { seen: 'a damaged footer', hint, cause })
}

function repeatedColumn(input: string, name: string): LoradexError {
  return unreadable(input, {
    seen: `two columns of the name ${JSON.stringify(name.slice(0, 64))}`,
    hint: 'Write the file again with a name of its own for each column.',
  })
}

async function notParquet(file: AsyncBuffer, input: string): Promise<LoradexError> {
  const head = new Uint8Array(await file.slice(0, Math.min(HEAD_BYTES, file.byteLength)))
  const seen = kindOf(head) ?? { name: 'a file that does not begin with PAR1' }
  return wrongKind({ input, expected: 'a Parquet file', seen })
}

function truncated(input: string): LoradexError {
  return new LoradexError('source.truncated', {
    message: `${input}: expected a whole Parquet file, saw its end cut off`,
    details: { input },
    hint: 'Copy or write the file again: a part of it is missing.',
  })
}
