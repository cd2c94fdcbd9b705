import { noFields } from '../../sources/read-rows.js'
import { scanRow, type RowScan } from '../../sources/scan-row.js'
import { splitRow } from '../../sources/split-row.js'

/** The fields of the first rows of a table that is not empty; rows with broken quotes have none. */
export function parseRows(text: string, delimiter: string, count: number): readonly string[][] {
  const bytes = Buffer.from(text)
  const syntax = { delimiter: delimiter.charCodeAt(0) }
  const rows: string[][] = []
  for (let start = 0; start < bytes.length && rows.length < count;) {
    const scan: RowScan = { where: 'field-start' }
    const lineFeed = scanRow(bytes, start, { ...syntax, scan })
    const end = bytes[lineFeed - 1] === 0x0d ? lineFeed - 1 : lineFeed
    if (end > start) rows.push(fieldsOf(bytes, { ...syntax, start, end }))
    start = lineFeed + 1
  }
  return rows
}

function fieldsOf(
  bytes: Buffer,
  row: { readonly start: number; readonly end: number; readonly delimiter: number },
): string[] {
  const fields = noFields()
  if (splitRow(bytes, row, fields) !== undefined) return []
  return Array.from({ length: fields.count }, (_, index) =>
    bytes.subarray(fields.starts[index], fields.ends[index]).toString('utf8').replaceAll('""', '"'),
  )
}
