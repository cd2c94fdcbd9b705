import { open } from 'node:fs/promises'
import { LoradexError } from '../kernel/error.js'
import { parseJson } from '../kernel/parse-json.js'
import { isBlank, LINE_FEED } from './split-lines.js'
import { startsWith } from './starts-with.js'

/** What a file seems to be, for people, and the `source.type` that reads it, if one does. */
export interface FileKind {
  readonly name: string
  readonly type?: string
  /** What to do, in one imperative sentence. @default to set the type, or to convert the file */
  readonly hint?: string
}

const signatures: readonly (readonly [bytes: readonly number[], kind: FileKind])[] = [
  [ascii('PAR1'), { name: 'a Parquet file', type: 'parquet' }],
  [ascii('SQLite format 3\0'), { name: 'a SQLite database', type: 'sqlite' }],
  [ascii('ARROW1'), { name: 'an Arrow file' }],
  [ascii('ORC'), { name: 'an ORC file' }],
  [ascii('Obj\u0001'), { name: 'an Avro file' }],
  [ascii('%PDF'), { name: 'a PDF' }],
  [ascii('PK\u0003\u0004'), { name: 'a ZIP archive, as spreadsheets are' }],
  [[0x42, 0x5a, 0x68], { name: 'a bzip2 file' }],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], { name: 'an xz file' }],
  [[0x89, 0x50, 0x4e, 0x47], { name: 'an image' }],
  [[0x1f, 0x8b], { name: 'gzip data' }],
  [[0x28, 0xb5, 0x2f, 0xfd], { name: 'zstd data' }],
]

/** Told by the first bytes; undefined for text. */
export function binaryKind(head: Uint8Array): FileKind | undefined {
  return signatures.find(([bytes]) => startsWith(head, bytes))?.[1]
}

export interface WrongKind {
  readonly input: string
  /** What the file should be, for people. */
  readonly expected: string
  readonly seen: FileKind
}

export function wrongKind({ input, expected, seen }: WrongKind): LoradexError {
  const { name, type, hint } = seen
  const convert = 'Convert it to JSON Lines first, or name another file in source.path.'
  return new LoradexError('source.wrong-format', {
    message: `${input}: expected ${expected}, saw ${name}`,
    details: { input, expected },
    hint: hint ?? (type === undefined ? convert : `Set source.type to ${type}.`),
  })
}

/** Enough to tell what a file is, when it is not what it should be. */
const HEAD_BYTES = 4096

/** What the file seems to be by its beginning; undefined when that says nothing. */
export async function kindOfFile(path: string): Promise<FileKind | undefined> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return kindOf(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

export function kindOf(head: Uint8Array): FileKind | undefined {
  if (head.length === 0) return { name: 'an empty file', hint: 'Fetch or write the file again.' }
  if (head[0] === BRACE) return { name: 'JSON', type: 'jsonl' }
  return binaryKind(head) ?? textKind(head)
}

/** Lines that are looked at. */
const MOST_LINES = 20

/**
 * What the beginning of a text seems to be. Undefined where any of its first lines is JSON: those
 * that are not are bad records then, not a file of another kind.
 */
export function textKind(head: Uint8Array): FileKind | undefined {
  const lines = firstLines(head)
  if (lines.length === 0) return undefined
  if (lines.some((line) => line[0] === BRACE || 'value' in parseJson(line))) return undefined
  const [first = '', ...others] = lines.map((line) => Buffer.from(line).toString('latin1'))
  if (/^\s*<(?:!doctype|html|\?xml|\w+[\s>])/iu.test(first)) return { name: 'a web page or XML' }
  for (const [delimiter, kind] of delimiters) {
    const count = first.split(delimiter).length
    const isTable =
      others.length > 0 && others.every((line) => line.split(delimiter).length >= count)
    if (count > 1 && isTable) return kind
  }
  if (/^(?:---|[\w-]+:(?:\s|$))/u.test(first)) return { name: 'YAML' }
  return undefined
}

const delimiters: readonly (readonly [delimiter: string, kind: FileKind])[] = [
  ['\t', { name: 'a table with tabs', type: 'tsv' }],
  [',', { name: 'a table with commas', type: 'csv' }],
  [
    ';',
    {
      name: 'a table with semicolons',
      type: 'csv',
      hint: 'Set source.type to csv and source.delimiter to ";".',
    },
  ],
]

const BRACE = 0x7b

/** Without line ends, blank ones and the last one where it may go on. */
function firstLines(head: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let start = 0; start < head.length && lines.length < MOST_LINES;) {
    const lineFeed = head.indexOf(LINE_FEED, start)
    const end = lineFeed === -1 ? head.length : lineFeed
    if (!isBlank(head, start, end)) lines.push(head.subarray(start, end))
    start = end + 1
  }
  return lines
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0))
}
