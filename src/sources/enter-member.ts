import { LoradexError } from '../kernel/error.js'
import { parseJson } from '../kernel/parse-json.js'
import { advance, nextByte, type ElementReader } from './element-reader.js'
import { scanElement, type ElementScan } from './scan-element.js'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const BRACE_OPEN = 0x7b
const BRACE_CLOSE = 0x7d
const BRACKET_OPEN = 0x5b
const BRACKET_CLOSE = 0x5d

/**
 * Moves the scan into the object that it stands at, to the value of the member `key`. Members before
 * it are skipped unparsed; they may be of any length.
 * @throws `source.wrong-format` when there is no object or no such member, `source.truncated`
 */
export async function enterMember(reader: ElementReader, key: string): Promise<void> {
  if ((await nextByte(reader)) !== BRACE_OPEN) throw noMember(reader, 'something other')
  reader.at += 1
  for (;;) {
    const byte = await nextByte(reader)
    if (byte === undefined) throw notClosed(reader)
    if (byte !== QUOTE) throw noMember(reader, 'no such member')
    const name = await readKey(reader)
    if ((await nextByte(reader)) !== COLON) throw noMember(reader, 'broken JSON')
    reader.at += 1
    if (name === key) return
    await skipMember(reader)
    const next = await nextByte(reader)
    if (next === COMMA) reader.at += 1
    else if (next === undefined) throw notClosed(reader)
  }
}

/**
 * Moves the scan behind the document, out of as many objects as were entered. What stands there is
 * not parsed, but it must be closed, and nothing may come after it.
 */
export async function leaveObjects(reader: ElementReader, depth: number): Promise<void> {
  let open = depth
  for (let inString = false; open > 0; reader.at += 1) {
    const byte = reader.window.bytes[reader.at] ?? (await byteAfter(reader))
    if (byte === undefined) throw notClosed(reader)
    if (inString) {
      if (byte === BACKSLASH) reader.at += 1
      else inString = byte !== QUOTE
    } else if (byte === QUOTE) inString = true
    else if (byte === BRACE_OPEN || byte === BRACKET_OPEN) open += 1
    else if (byte === BRACE_CLOSE || byte === BRACKET_CLOSE) open -= 1
  }
}

/** The byte where the scan stands, when the window did not reach so far. */
async function byteAfter(reader: ElementReader): Promise<number | undefined> {
  while (reader.at >= reader.window.bytes.length && !reader.window.isLast) await advance(reader)
  return reader.window.bytes[reader.at]
}

/** The key in quotes where the scan stands, which then stands behind it. */
async function readKey(reader: ElementReader): Promise<unknown> {
  reader.start = reader.at
  for (reader.at += 1; ; reader.at += 1) {
    const byte = reader.window.bytes[reader.at] ?? (await byteAfter(reader))
    if (byte === undefined) throw notClosed(reader)
    if (byte === BACKSLASH) reader.at += 1
    else if (byte === QUOTE) break
  }
  reader.at += 1
  const isWhole = reader.skipped === 0
  const parsed = parseJson(reader.window.bytes, { start: reader.start, end: reader.at })
  reader.start = -1
  reader.skipped = 0
  return isWhole && 'value' in parsed ? parsed.value : undefined
}

async function skipMember(reader: ElementReader): Promise<void> {
  const scan: ElementScan = { depth: 0, inString: false, close: BRACE_CLOSE }
  for (;;) {
    reader.at = scanElement(reader.window.bytes, reader.at, scan)
    if (reader.at < reader.window.bytes.length) return
    if (reader.window.isLast) throw notClosed(reader)
    await advance(reader)
  }
}

function noMember({ options }: ElementReader, seen: string): LoradexError {
  const path = (options.keys ?? []).join('.')
  return new LoradexError('source.wrong-format', {
    message: `expected an object with an array at ${JSON.stringify(path)} in ${options.input}, saw ${seen}`,
    details: { input: options.input, expected: 'json' },
    hint: 'Correct source.records, or leave it out when the file itself is the array.',
  })
}

function notClosed({ options: { input } }: ElementReader): LoradexError {
  return new LoradexError('source.truncated', {
    message: `expected } at the end of ${input}: its last part is missing`,
    details: { input },
    hint: 'Fetch or write the file again.',
  })
}
