import { crc32 } from 'node:zlib'
import type { AsyncBuffer, ColumnMetaData } from 'hyparquet'
import { chunkStart } from './parquet-file.js'

/** What hyparquet says of a page, as far as it is used here. */
interface PageHeader {
  readonly compressed_page_size: number
  readonly crc?: number
  readonly data_page_header?: { readonly num_values: number }
  readonly data_page_header_v2?: { readonly num_values: number }
}

/**
 * The offset in the file of the first page of the column whose checksum is wrong; undefined when
 * there is none. hyparquet itself does not look at checksums, and neither does every writer write
 * them.
 */
export async function damagedPage(
  file: AsyncBuffer,
  column: ColumnMetaData,
): Promise<number | undefined> {
  const { parquetHeader } = await import('hyparquet/src/column.js')
  const start = chunkStart(column)
  const buffer = await file.slice(start, start + Number(column.total_compressed_size))
  const reader = { view: new DataView(buffer), offset: 0 }

  for (let values = 0; values < column.num_values && reader.offset < buffer.byteLength;) {
    const pageStart = reader.offset
    const header: PageHeader = parquetHeader(reader)
    const bytes = new Uint8Array(buffer, reader.offset, header.compressed_page_size)
    // The format has the checksum as a signed integer.
    if (header.crc !== undefined && header.crc >>> 0 !== crc32(bytes)) return start + pageStart
    reader.offset += header.compressed_page_size
    values += (header.data_page_header ?? header.data_page_header_v2)?.num_values ?? 0
  }
  return undefined
}
