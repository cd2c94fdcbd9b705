import type { SchemaElement } from 'hyparquet'
import { parquetValueWriter } from './parquet-values.js'
import { mapText, writeNullable, type WriteValue } from './row-text.js'
import type { SparkRow } from './spark-row.js'

/** How to take a value of a type from a row, and how to spell it: as the same value of a Parquet file. */
interface SparkType {
  /** Values in plain form: numbers, bigint, bytes; lists, entries of maps, and members of structs as arrays. */
  readonly read: (row: SparkRow) => unknown
  readonly write: WriteValue
  /** Whether its values are texts as UTF-8. */
  readonly isText: boolean
}

export interface SparkColumn extends SparkType {
  readonly name: string
}

/** A type as Spark writes it in JSON; a text is the name of one, such as `decimal(9,2)`. */
type TypeJson = string | StructJson | ArrayJson | MapJson | UserTypeJson

export interface StructJson {
  readonly type: 'struct'
  readonly fields: readonly { readonly name: string; readonly type: TypeJson }[]
}

interface ArrayJson {
  readonly type: 'array'
  readonly elementType: TypeJson
}

interface MapJson {
  readonly type: 'map'
  readonly keyType: TypeJson
  readonly valueType: TypeJson
}

interface UserTypeJson {
  readonly type: 'udt'
}

/** The columns of a schema; a text in place of what is not read. */
export function sparkColumns(schema: StructJson): readonly SparkColumn[] | string {
  const columns: SparkColumn[] = []
  for (const { name, type } of schema.fields) {
    const known = sparkType(type)
    if (typeof known === 'string') return `${name} of the type ${known}`
    columns.push({ name, ...known })
  }
  return columns
}

const singles: Readonly<Record<string, SparkType>> = {
  boolean: single('BOOLEAN', (row) => row.boolean()),
  byte: single('INT32', (row) => row.int()),
  short: single('INT32', (row) => row.int()),
  integer: single('INT32', (row) => row.int()),
  long: single('INT64', (row) => row.long()),
  float: single('FLOAT', (row) => row.float()),
  double: single('DOUBLE', (row) => row.double()),
  string: {
    ...single('BYTE_ARRAY', (row) => row.bytes(), { converted_type: 'UTF8' }),
    isText: true,
  },
  binary: { ...single('BYTE_ARRAY', (row) => row.bytes()), isText: true },
  date: single('INT32', (row) => row.int(), { converted_type: 'DATE' }),
  timestamp: timestamp(true),
  timestamp_ntz: timestamp(false),
  void: { read: () => null, write: () => 'null', isText: false },
}

function single(
  type: NonNullable<SchemaElement['type']>,
  read: SparkType['read'],
  more: Partial<SchemaElement> = {},
): SparkType {
  return { read, write: parquetValueWriter({ name: '', type, ...more }), isText: false }
}

/** A point in time, or what some clock showed, in microseconds. */
function timestamp(isAdjustedToUTC: boolean): SparkType {
  return single('INT64', (row) => row.long(), {
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MICROS' },
  })
}

const DECIMAL = /^decimal\(\d+,(?<scale>-?\d+)\)$/u

function sparkType(type: TypeJson): SparkType | string {
  if (typeof type === 'string') {
    const scale = DECIMAL.exec(type)?.groups?.['scale']
    if (scale === undefined) return singles[type] ?? type
    return single('BYTE_ARRAY', (row) => row.bytes(), {
      converted_type: 'DECIMAL',
      scale: Number(scale),
    })
  }
  switch (type.type) {
    case 'struct':
      return structType(type)
    case 'array':
      return listType(type)
    case 'map':
      return mapType(type)
    case 'udt':
      return 'udt'
  }
}

function structType(struct: StructJson): SparkType | string {
  const columns = sparkColumns(struct)
  if (typeof columns === 'string') return columns
  const names = columns.map(({ name }) => `${JSON.stringify(name)}:`)
  return {
    isText: false,
    read: (row) => columns.map(({ read }) => row.orNull(read)),
    write(value, refuse) {
      const members = itemsOf(value)
      const texts = columns.map(
        ({ write }, at) => (names[at] ?? '') + writeNullable(members[at], write, refuse),
      )
      return `{${texts.join(',')}}`
    },
  }
}

function listType({ elementType }: ArrayJson): SparkType | string {
  const known = sparkType(elementType)
  if (typeof known === 'string') return known
  return {
    isText: false,
    read: (row) => row.list(known.read),
    write: (value, refuse) =>
      `[${itemsOf(value)
        .map((each) => writeNullable(each, known.write, refuse))
        .join(',')}]`,
  }
}

function mapType({ keyType, valueType }: MapJson): SparkType | string {
  const [keys, items] = [sparkType(keyType), sparkType(valueType)]
  if (typeof keys === 'string') return keys
  if (typeof items === 'string') return items
  return {
    isText: false,
    read: (row) => [row.list(keys.read), row.list(items.read)],
    write(value, refuse) {
      const [names, values] = itemsOf(value).map(itemsOf)
      const entries = names?.map((name, at) => ({
        key: keys.write(name, refuse),
        value: writeNullable(values?.[at], items.write, refuse),
      }))
      return mapText(entries ?? [], refuse)
    },
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
