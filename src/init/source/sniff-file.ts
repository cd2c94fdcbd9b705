import { LoradexError } from '../../kernel/error.js'
import { fileContent, isCompressed } from '../../sources/content.js'
import { openInputFile, type InputFile } from '../../sources/input-file.js'
import type { MatchedFile } from '../../sources/match-files.js'
import { checkEncoding } from '../../sources/text-encoding.js'
import { binaryKind } from './binary-kind.js'
import type { FileKind } from './file-kind.js'
import { sniffJson } from './sniff-json.js'
import { sniffTable } from './sniff-table.js'

/** Enough to tell rows from lines. */
const HEAD_BYTES = 64 * 1024

/** A first line may be as long as this before it is taken for a whole document. */
const LONGEST_HEAD = 8 * 1024 * 1024

/**
 * What a file holds, by its content; its name only decides where the content leaves it open. Undefined when
 * it is empty or blank.
 * @throws `source.wrong-format` with what it seems to be
 */
export async function sniffFile(matched: MatchedFile): Promise<FileKind | undefined> {
  const { input } = matched
  const file = await openInputFile(matched)
  try {
    const magic = await file.readRange(0, Math.min(512, file.snapshot.bytes))
    const isPacked = await isCompressed(file)
    const binary = isPacked ? undefined : binaryKind(magic, input)
    if (binary) return binary
    const { head, isWhole } = await headOf(file, input)
    checkEncoding(head, input)
    const packed = binaryKind(head, input)
    if (packed) throw packedFile(input, packed.type)
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(head)
    if (text.trim() === '') return undefined
    const kind = textKind({ head, text }, { input, isWhole })
    if (kind) return kind
    throw unknownKind(input)
  } finally {
    file.close()
  }
}

function textKind(
  { head, text }: { readonly head: Buffer; readonly text: string },
  { input, isWhole }: { readonly input: string; readonly isWhole: boolean },
): FileKind | undefined {
  return /^\s*[{[]/u.test(text)
    ? sniffJson(head, { input, isWhole })
    : sniffTable(isWhole ? text : text.slice(0, text.lastIndexOf('\n') + 1), input)
}

/** The beginning of the text, with its first line to the end as far as that is possible. */
async function headOf(
  file: InputFile,
  input: string,
): Promise<{ readonly head: Buffer; readonly isWhole: boolean }> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  let hasLine = false
  for await (const chunk of fileContent(file, input)) {
    pieces.push(chunk)
    bytes += chunk.length
    hasLine ||= chunk.includes(0x0a)
    if (bytes > LONGEST_HEAD || (bytes > HEAD_BYTES && hasLine)) {
      return { head: Buffer.concat(pieces), isWhole: false }
    }
  }
  return { head: Buffer.concat(pieces), isWhole: true }
}

function packedFile(input: string, type: string): LoradexError {
  return new LoradexError('source.wrong-format', {
    message: `expected text in ${input}, saw a compressed ${type} file`,
    details: { input, expected: type },
    hint: 'Decompress it: only files of text are read compressed.',
  })
}

function unknownKind(input: string): LoradexError {
  return new LoradexError('source.wrong-format', {
    message: `expected records in ${input}, saw neither JSON nor a table nor a database`,
    details: { input, expected: 'JSON, CSV, TSV, Parquet, SQLite or DuckDB' },
    hint: 'Convert it to one JSON object per line.',
  })
}
