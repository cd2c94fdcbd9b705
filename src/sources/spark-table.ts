import { LoradexError } from '../kernel/error.js'
import { openInputFile } from './input-file.js'
import type { RemoteTables } from './remote-tables.js'
import { rowBatcher } from './row-batcher.js'
import { rowBytesWriter } from './row-bytes.js'
import { rowWriter } from './row-text.js'
import type { Source } from './source.js'
import { sparkRow, splitSparkRows } from './spark-row.js'
import { sparkColumns, type SparkColumn, type StructJson } from './spark-types.js'

export interface SparkTableOptions {
  /** As Spark names it: `shop.cases`. */
  readonly table: string
  /** @default there is no cluster: it cannot be planned or read */
  readonly tables: RemoteTables | undefined
}

/**
 * The rows of a table or view of Spark's, one JSON object each, spelled as `parquet` spells the same values. Parts
 * are ranges of its files, in the order of paths and then of bytes.
 */
export function sparkTable({ table, tables }: SparkTableOptions): Source {
  let columns: readonly string[] | undefined

  return {
    id: `spark_table:${table}`,

    columns: () => columns,

    async plan() {
      const { schema, slices } = await known().describe(table)
      columns = columnsIn(schema).map(({ name }) => name)
      return slices.map(({ path, start, end, bytes, mtime_ms }) => ({
        input: table,
        path,
        start,
        end,
        snapshot: { bytes, mtimeMs: mtime_ms },
        size: { amount: end - start, unit: 'bytes' as const },
      }))
    },

    async *read(part, { batchBytes, remote, signal } = {}) {
      signal?.throwIfAborted()
      const fields = columnsIn(await known().schema())
      const write = rowWriter(fields)
      const writeBytes = rowBytesWriter(fields)
      const batcher = rowBatcher(batchBytes)
      const file = await openInputFile(part, remote)
      for (;;) {
        const chunk = await known().rows(part)
        if (chunk.length === 0) break
        for (const bytes of splitSparkRows(chunk)) {
          const values = valuesIn(bytes, fields)
          batcher.add(writeBytes(values) ?? write(values))
          if (!batcher.isFull()) continue
          const batch = batcher.take()
          if (batch) yield batch
          signal?.throwIfAborted()
        }
      }
      await file.checkUnchanged()
      const rest = batcher.take()
      if (rest) yield rest
    },
  }

  function known(): RemoteTables {
    if (tables) return tables
    throw new LoradexError('source.unreadable', {
      message: `${table}: expected a source that this machine reads, saw a table of Spark's`,
      details: { input: table },
      hint: 'Pass --engine spark to have a cluster read it.',
    })
  }

  function columnsIn(schema: string): readonly SparkColumn[] {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as Spark has written it
    const found = sparkColumns(JSON.parse(schema) as StructJson)
    if (typeof found !== 'string') return found
    throw new LoradexError('source.unreadable', {
      message: `${table}: expected columns of types that JSON has values for, saw ${found}`,
      details: { input: table },
      hint: 'Cast the column, or leave it out, in a view, and name the view.',
    })
  }
}

function valuesIn(bytes: Buffer, fields: readonly SparkColumn[]): readonly unknown[] {
  const row = sparkRow(bytes)
  const values = fields.map(({ read }) => row.orNull(read))
  if (!row.isAtEnd()) throw new RangeError('bytes behind the last column')
  return values
}
