import { LINE_FEED } from './split-lines.js'

export const QUOTE = 0x22

/** Where a scan stands between two windows. */
export interface RowScan {
  where: 'field-start' | 'plain' | 'quoted' | 'quote-seen'
}

export interface RowSyntax {
  /** One ASCII character. */
  readonly delimiter: number
}

/**
 * The position of the LF that ends a CSV row, which may hold others in quotes. A quote opens only
 * at the start of a field. When the bytes end first, the result is their length.
 */
export function scanRow(bytes: Buffer, from: number, row: RowSyntax & { scan: RowScan }): number {
  const { delimiter, scan } = row
  let { where } = scan
  let at = from
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (where === 'quoted') {
      if (byte === QUOTE) where = 'quote-seen'
    } else if (byte === QUOTE) {
      // The second of two quotes stands for one; one in a plain field stands for itself.
      if (where !== 'plain') where = 'quoted'
    } else if (byte === delimiter) where = 'field-start'
    else if (byte === LINE_FEED) break
    else where = 'plain'
  }
  scan.where = where
  return at
}
