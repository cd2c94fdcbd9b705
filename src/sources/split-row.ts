import type { Drop } from '../records/verdict.js'
import { QUOTE, type RowSyntax } from './scan-row.js'
import { LINE_FEED } from './split-lines.js'

const CARRIAGE_RETURN = 0x0d

/** The fields of one row by position; used again for the next one. */
export interface RowFields {
  count: number
  /** Outside quotes. */
  hasCarriageReturn: boolean
  readonly starts: number[]
  readonly ends: number[]
  /** Within are doubled quotes, each of which stands for one. */
  readonly areQuoted: boolean[]
}

export interface RowRange extends RowSyntax {
  readonly start: number
  /** Without the line end. */
  readonly end: number
}

interface PlainField {
  readonly row: RowRange
  readonly fields: RowFields
}

/** Finds the fields of a row (RFC 4180), or what is wrong with it. */
export function splitRow(bytes: Buffer, row: RowRange, fields: RowFields): Drop | undefined {
  const { start, end, delimiter } = row
  fields.count = 0
  fields.hasCarriageReturn = false
  const plain = { row, fields }
  for (let at = start; ; at += 1) {
    const isQuoted = at < end && bytes[at] === QUOTE
    const fieldEnd = isQuoted ? closingQuote(bytes, at + 1, end) : endOfPlain(bytes, at, plain)
    if (fieldEnd === -1) return unclosedQuote
    addField(fields, { start: isQuoted ? at + 1 : at, end: fieldEnd, isQuoted })
    at = isQuoted ? fieldEnd + 1 : fieldEnd
    if (at >= end) return fields.hasCarriageReturn ? loneCarriageReturn : undefined
    if (bytes[at] !== delimiter) return textAfterQuote
  }
}

/**
 * Finds the fields of a row whose end is not known yet, and gives the position of the LF that ends it.
 * -1 when the bytes end before, or the row has something in it for `splitRow` to judge.
 */
export function splitWholeRow(
  bytes: Buffer,
  { start, delimiter }: RowSyntax & { readonly start: number },
  fields: RowFields,
): number {
  fields.count = 0
  fields.hasCarriageReturn = false
  for (let at = start; ; at += 1) {
    const isQuoted = bytes[at] === QUOTE
    const fieldEnd = isQuoted
      ? closingQuote(bytes, at + 1, bytes.length)
      : endOfField(bytes, at, delimiter)
    if (fieldEnd === -1) return -1
    addField(fields, { start: isQuoted ? at + 1 : at, end: fieldEnd, isQuoted })
    at = isQuoted ? fieldEnd + 1 : fieldEnd
    const byte = bytes[at]
    if (byte === LINE_FEED) return at
    if (byte === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED) return at + 1
    if (byte !== delimiter) return -1
  }
}

function endOfField(bytes: Buffer, from: number, delimiter: number): number {
  let at = from
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) break
  }
  return at
}

function endOfPlain(bytes: Buffer, from: number, plain: PlainField): number {
  const { end, delimiter } = plain.row
  let at = from
  for (; at < end; at += 1) {
    const byte = bytes[at]
    if (byte === delimiter) break
    if (byte === CARRIAGE_RETURN) plain.fields.hasCarriageReturn = true
  }
  return at
}

/** -1 when the field does not end within the row. */
function closingQuote(bytes: Buffer, from: number, end: number): number {
  for (let at = from; at < end; at += 2) {
    at = nextQuote(bytes, at, end)
    if (at === -1) return -1
    if (at + 1 >= end || bytes[at + 1] !== QUOTE) return at
  }
  return -1
}

/** Most fields are short: only in a long one the search of `Buffer` is worth its call. */
const WORTH_A_SEARCH = 32

function nextQuote(bytes: Buffer, from: number, end: number): number {
  const near = Math.min(end, from + WORTH_A_SEARCH)
  for (let at = from; at < near; at += 1) {
    if (bytes[at] === QUOTE) return at
  }
  const at = near < end ? bytes.indexOf(QUOTE, near) : -1
  return at < end ? at : -1
}

function addField(
  fields: RowFields,
  { start, end, isQuoted }: { start: number; end: number; isQuoted: boolean },
): void {
  fields.starts[fields.count] = start
  fields.ends[fields.count] = end
  fields.areQuoted[fields.count] = isQuoted
  fields.count += 1
}

const unclosedQuote: Drop = {
  code: 'bad-quote',
  rule: 'source.quotes',
  observed: 'a quote that is not closed',
  allowed: 'quotes in pairs',
}

const textAfterQuote: Drop = {
  code: 'bad-quote',
  rule: 'source.quotes',
  observed: 'text after a closing quote',
  allowed: 'a delimiter or the end of the row',
}

const loneCarriageReturn: Drop = {
  code: 'bad-value',
  rule: 'source.line_ends',
  observed: 'a carriage return outside quotes',
  allowed: 'LF or CRLF at the end of a row',
}
