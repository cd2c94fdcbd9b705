import { LoradexError } from '../kernel/error.js'
import { parseJson } from '../kernel/parse-json.js'
import { fileContent, fileHead, HEAD_BYTES } from './content.js'
import { binaryKind, wrongKind, type FileKind } from './file-kind.js'
import { fileRange, startOf, withInputFile, type InputFile } from './input-file.js'
import type { FileChoice } from './match-files.js'
import { planFileGrowth } from './plan-file-growth.js'
import { fileSourceId, planFiles } from './plan-files.js'
import { noFields, readRows } from './read-rows.js'
import { scanRow, type RowScan } from './scan-row.js'
import type { PlanOptions, Source, SourcePart } from './source.js'
import { LINE_FEED } from './split-lines.js'
import { splitRow } from './split-row.js'

export interface CsvOptions extends FileChoice {
  /** One ASCII character. @default `,` */
  readonly delimiter?: string
  /** Names of the columns when the files have no header row. */
  readonly columns?: readonly string[]
  /** A longer row is a damaged record. @default 64 MiB */
  readonly maxRecordBytes?: number
}

/**
 * Rows of CSV files (RFC 4180, LF or CRLF) as JSON objects of strings, exactly as they are in the
 * file: no trimming, no numbers. Empty lines are no rows. Each file is one part.
 */
export function csv(options: CsvOptions): Source {
  return delimited('csv', options)
}

/** The same with tabs between the fields; quotes have the same meaning. */
export function tsv(options: CsvOptions): Source {
  return delimited('tsv', { delimiter: '\t', ...options })
}

function delimited(type: string, options: CsvOptions): Source {
  const { columns, maxRecordBytes } = options
  const delimiter = delimiterByte(options.delimiter ?? ',')
  if (columns !== undefined) checkColumns(columns, 'source.columns')

  return {
    id: fileSourceId(type, options),

    plan,

    planGrowth: async (before, planOptions) =>
      planFileGrowth(before, await plan(planOptions), { canGrow: true, cut: false }),

    read: (part, readOptions = {}) =>
      withInputFile(
        part,
        async function* (file) {
          const { input } = part
          const isContinued = part.start > 0
          const rows = isContinued
            ? fileRange(file, part)
            : fileContent(startOf(file, part.end), input)
          yield* readRows(rows, {
            ...readOptions,
            delimiter,
            columns:
              columns ?? (isContinued ? await columnsOf(file, { delimiter, input }) : undefined),
            maxRecordBytes,
            readHeader: (row) => readHeader(row, { delimiter, input }),
          })
        },
        readOptions.remote,
      ),
  }

  function plan(planOptions: PlanOptions): Promise<readonly SourcePart[]> {
    return planFiles(
      {
        ...options,
        cut: false,
        checkHead(head, input) {
          refuseOtherThanRows(head, input)
          if (columns === undefined) headerIn(head, { delimiter, input })
        },
      },
      planOptions,
    )
  }
}

/** From the first row of the file, of which a later range is read. */
async function columnsOf(file: InputFile, options: HeaderOptions): Promise<readonly string[]> {
  return headerIn(await fileHead(file, options.input), options) ?? []
}

/** Fails when the beginning of a text shows that it is something else than rows of values. */
function refuseOtherThanRows(head: Uint8Array, input: string): void {
  const seen = binaryKind(head) ?? jsonKindOf(head)
  if (seen) throw wrongKind({ input, expected: 'rows of values', seen })
}

function jsonKindOf(head: Uint8Array): FileKind | undefined {
  const end = head.indexOf(LINE_FEED)
  const first = head.subarray(0, end === -1 ? head.length : end)
  if (first[0] === 0x7b && 'value' in parseJson(first)) {
    return { name: 'one JSON object per line', type: 'jsonl' }
  }
  return Buffer.from(first).toString('latin1').trim() === '['
    ? { name: 'one JSON array', type: 'json' }
    : undefined
}

interface HeaderOptions {
  readonly delimiter: number
  readonly input: string
}

/** The first row that is not empty must name the columns; undefined where there is none. */
function headerIn(head: Uint8Array, options: HeaderOptions): readonly string[] | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  let start = 0
  while (bytes[start] === LINE_FEED || bytes[start] === CARRIAGE_RETURN) start += 1
  if (start === bytes.length) return undefined
  const scan: RowScan = { where: 'field-start' }
  const end = scanRow(bytes, start, { delimiter: options.delimiter, scan })
  if (end >= HEAD_BYTES) throw badHeader(options.input, `one of more than ${HEAD_BYTES} bytes`)
  const row = bytes.subarray(start, bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end)
  return readHeader(row, options)
}

function readHeader(row: Uint8Array, { delimiter, input }: HeaderOptions): readonly string[] {
  const bytes = Buffer.from(row)
  const fields = noFields()
  const fault = splitRow(bytes, { start: 0, end: bytes.length, delimiter }, fields)
  if (fault !== undefined) {
    throw badHeader(input, String(fault.observed), fields.hasCarriageReturn ? LINE_ENDS : undefined)
  }
  const columns = Array.from({ length: fields.count }, (_, index) => {
    const text = decode(bytes.subarray(fields.starts[index], fields.ends[index]), input)
    return fields.areQuoted[index] === true ? text.replaceAll('""', '"') : text
  })
  checkColumns(columns, input)
  return columns
}

const LINE_ENDS = String.raw`Convert its line ends first, for example with tr '\r' '\n'.`

function decode(bytes: Uint8Array, input: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const hint = 'Convert it to UTF-8 first, for example with iconv -f LATIN1 -t UTF-8.'
    throw badHeader(input, 'bytes that are not UTF-8', hint)
  }
}

function checkColumns(columns: readonly string[], input: string): void {
  const twice = columns.find((column, index) => columns.indexOf(column) < index)
  if (twice !== undefined) throw badHeader(input, `${JSON.stringify(twice.slice(0, 64))} twice`)
}

function delimiterByte(delimiter: string): number {
  const byte = delimiter.charCodeAt(0)
  if (delimiter.length === 1 && byte < 0x80 && !'"\r\n\0'.includes(delimiter)) return byte
  throw new LoradexError('usage.invalid', {
    message: `source.delimiter: expected one ASCII character, saw ${JSON.stringify(delimiter.slice(0, 60))}`,
    details: { args: [delimiter] },
    hint: 'Write the character between the values, for example delimiter: ";".',
  })
}

function badHeader(
  input: string,
  seen: string,
  hint = 'Correct the first row, or name the columns in source.columns when there is no such row.',
): LoradexError {
  return new LoradexError('source.wrong-format', {
    message: `${input}: expected a first row that names each column once, saw ${seen}`,
    details: { input, expected: 'a header row' },
    hint,
  })
}

const CARRIAGE_RETURN = 0x0d
