import { Buffer } from 'node:buffer'

/** The values of a row one after the other, as RowBytes.java has written them. */
export interface SparkRow {
  boolean(): boolean
  int(): number
  long(): bigint
  float(): number
  double(): number
  /** A view of the row. */
  bytes(): Buffer
  list(read: (row: SparkRow) => unknown): readonly unknown[]
  /** What may be absent. */
  orNull(read: (row: SparkRow) => unknown): unknown
  isAtEnd(): boolean
}

/** Fails with a RangeError where the row ends too early. */
export function sparkRow(bytes: Buffer): SparkRow {
  let at = 0
  const pass = (count: number): number => {
    at += count
    return at - count
  }
  const row: SparkRow = {
    boolean: () => bytes.readUInt8(pass(1)) === 1,
    int: () => bytes.readInt32BE(pass(4)),
    long: () => bytes.readBigInt64BE(pass(8)),
    float: () => bytes.readFloatBE(pass(4)),
    double: () => bytes.readDoubleBE(pass(8)),
    bytes() {
      const length = row.int()
      const start = pass(length)
      if (length < 0 || at > bytes.length) throw new RangeError('a value that is cut off')
      return bytes.subarray(start, at)
    },
    list(read) {
      const items: unknown[] = []
      for (let left = row.int(); left > 0; left -= 1) items.push(row.orNull(read))
      return items
    },
    orNull: (read) => (row.boolean() ? read(row) : null),
    isAtEnd: () => at === bytes.length,
  }
  return row
}

const LENGTH_BYTES = 4

/** The rows of a chunk, each behind its length. */
export function* splitSparkRows(chunk: Buffer): Generator<Buffer, void, undefined> {
  for (let at = 0; at < chunk.length;) {
    const start = at + LENGTH_BYTES
    at = start + chunk.readUInt32BE(at)
    if (at > chunk.length) throw new RangeError('a row that is cut off')
    yield chunk.subarray(start, at)
  }
}
