import type { ParquetScanOptions } from 'hyparquet'
import { PART_BYTES } from './limits.js'
import { matchFiles, type FileChoice } from './match-files.js'
import { parquetCodecs } from './parquet-codecs.js'
import { fieldValue, fieldWriter, isTextField } from './parquet-groups.js'
import { loadHyparquet, lostParquet, openParquet, type ParquetFile } from './parquet-file.js'
import { damagedPage } from './parquet-pages.js'
import type { Field } from './parquet-schema.js'
import { planFileGrowth } from './plan-file-growth.js'
import { fileSourceId } from './plan-files.js'
import { rowBatcher } from './row-batcher.js'
import { parquetFault } from './parquet-fault.js'
import { rowBytesWriter } from './row-bytes.js'
import { rowWriter } from './row-text.js'
import type { PlanOptions, Source, SourcePart } from './source.js'

/**
 * The rows of Parquet files, one JSON object each. A part is one or more row groups; one row group
 * at a time is held in memory.
 *
 * Integers and decimals are exact; floats are the shortest text that gives them again, with a point
 * or an exponent; dates, times and timestamps are ISO 8601, the latter with `Z` where the file says that
 * they are UTC; bytes are text when they are UTF-8 and base64 otherwise, those of a fixed length always
 * base64. NaN, infinity and declared text that is not UTF-8 give the record up as `bad-value`.
 */
export function parquet(choice: FileChoice): Source {
  let columns: readonly string[] | undefined

  return {
    id: fileSourceId('parquet', choice),

    columns: () => columns,

    plan,

    planGrowth: async (before, options) =>
      planFileGrowth(before, await plan(options), { canGrow: false, cut: false }),

    async *read(part, { batchBytes, remote, signal } = {}) {
      signal?.throwIfAborted()
      const { input, start, end } = part
      const file = await openParquet(part, remote)
      try {
        const fields = file.fields.map((field) => ({
          name: field.element.name,
          write: fieldWriter(field),
          isText: isTextField(field),
        }))
        const write = rowWriter(fields)
        const writeBytes = rowBytesWriter(fields)
        const batcher = rowBatcher(batchBytes)
        for (let group = start; group < end; group += 1) {
          for (const row of await readRows(file, group, input)) {
            batcher.add(writeBytes(row) ?? write(row))
            if (!batcher.isFull()) continue
            const batch = batcher.take()
            if (batch) yield batch
            signal?.throwIfAborted()
          }
        }
        const rest = batcher.take()
        if (rest) yield rest
      } finally {
        file.close()
      }
    },
  }

  async function plan({
    partBytes = PART_BYTES,
    signal,
    onNote,
  }: PlanOptions): Promise<readonly SourcePart[]> {
    const parts: SourcePart[] = []
    for (const matched of await matchFiles(choice, onNote)) {
      signal?.throwIfAborted()
      const file = await openParquet(matched, choice.remote)
      file.close()
      columns ??= file.fields.map(({ element }) => element.name)
      const { snapshot } = file
      parts.push(...partsOf(file, partBytes).map((range) => ({ ...matched, ...range, snapshot })))
    }
    return parts
  }
}

/** Neighbouring row groups, so many that they hold `partBytes`. */
function partsOf(
  { raw }: ParquetFile,
  partBytes: number,
): readonly Pick<SourcePart, 'start' | 'end' | 'size'>[] {
  const parts: { start: number; end: number; rows: number }[] = []
  let bytes = 0
  for (const [index, { total_byte_size, num_rows }] of raw.row_groups.entries()) {
    let last = parts.at(-1)
    if (last === undefined || bytes >= partBytes) {
      parts.push((last = { start: index, end: index, rows: 0 }))
      bytes = 0
    }
    last.end = index + 1
    last.rows += Number(num_rows)
    bytes += Number(total_byte_size)
  }
  return parts.map(({ rows, ...range }) => ({ ...range, size: { amount: rows, unit: 'records' } }))
}

/** The rows of a row group, made one by one from its columns. */
async function readRows(
  file: ParquetFile,
  group: number,
  input: string,
): Promise<Iterable<readonly unknown[]>> {
  const rowCount = Number(file.raw.row_groups[group]?.num_rows ?? 0)
  const columns: ArrayLike<unknown>[] = []
  for (const field of file.fields) {
    const at = `row group ${group}, column "${field.element.name}"`
    try {
      const column = await readColumn(file, group, field)
      if (column.length !== rowCount)
        throw parquetFault(`only ${column.length} of ${rowCount} values`)
      columns.push(column)
    } catch (cause) {
      throw lostParquet(input, at, cause)
    }
  }
  return rowsOf(file.fields, columns, rowCount)
}

function* rowsOf(
  fields: readonly Field[],
  columns: readonly ArrayLike<unknown>[],
  rowCount: number,
): Iterable<readonly unknown[]> {
  for (let row = 0; row < rowCount; row += 1) {
    yield fields.map((field, index) => fieldValue(field, columns[index]?.[row]))
  }
}

async function readColumn(
  { raw, bytes }: ParquetFile,
  group: number,
  { key }: Field,
): Promise<ArrayLike<unknown>> {
  let hasZstd = false
  for (const { meta_data } of raw.row_groups[group]?.columns ?? []) {
    if (meta_data?.path_in_schema[0] !== key) continue
    hasZstd ||= meta_data.codec === 'ZSTD'
    const offset = await damagedPage(bytes, meta_data)
    if (offset !== undefined) throw parquetFault(`a page with a wrong checksum at byte ${offset}`)
  }
  const counts = raw.row_groups.map(({ num_rows }) => Number(num_rows))
  const rowStart = counts.slice(0, group).reduce((sum, count) => sum + count, 0)
  const rowEnd = rowStart + (counts[group] ?? 0)
  const { parquetScan } = await loadHyparquet()
  const compressors = await parquetCodecs(hasZstd)
  const scan = await parquetScan(
    scanOptions({ file: bytes, metadata: raw, rowStart, rowEnd, compressors }),
  )
  return scan.readColumn({ column: key, rowStart, rowEnd })
}

/** Leaves every value as it is stored; see `rawParquet`. */
function scanOptions(
  range: Pick<ParquetScanOptions, 'file' | 'metadata' | 'rowStart' | 'rowEnd' | 'compressors'>,
): ParquetScanOptions {
  return {
    ...range,
    utf8: false,
    geoparquet: false,
    useOffsetIndex: false,
    parsers: { timestampFromNanoseconds: (nanos) => nanos },
  }
}
