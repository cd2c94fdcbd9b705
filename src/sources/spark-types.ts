import type { SchemaElement } from 'hyparquet'
import type { PlainJson } from '../kernel/plain-json.js'
import { parquetValueWriter } from './parquet-values.js'
import { mapText, writeNullable, type WriteValue } from './row-text.js'
import type { SparkRow } from './spark-row.js'

/** How to take a value of a type from a row, and how to spell it: as the same value of a Parquet file. */
export interface SparkType {
  /** Values in plain form: numbers, bigint, bytes; lists, entries of maps, and members of structs as arrays. */
  readonly read: (row: SparkRow) => unknown
  readonly write: WriteValue
  /** Whether its values are texts as UTF-8. */
  readonly isText: boolean
}

export interface SparkColumn extends SparkType {
  readonly name: string
}

/** The columns of a schema as Spark writes it in JSON; a text in place of what is not read. */
export function sparkColumns(schema: PlainJson): readonly SparkColumn[] | string {
  const columns: SparkColumn[] = []
  for (const { name, type } of fieldsOf(schema)) {
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

function sparkType(type: PlainJson): SparkType | string {
  if (typeof type === 'string') {
    const scale = DECIMAL.exec(type)?.groups?.['scale']
    if (scale === undefined) return singles[type] ?? type
    return single('BYTE_ARRAY', (row) => row.bytes(), {
      converted_type: 'DECIMAL',
      scale: Number(scale),
    })
  }
  switch (memberOf(type, 'type')) {
    case 'struct':
      return structType(type)
    case 'array':
      return listType(memberOf(type, 'elementType'))
    case 'map':
      return mapType(memberOf(type, 'keyType'), memberOf(type, 'valueType'))
    default:
      return String(memberOf(type, 'type'))
  }
}

function structType(struct: PlainJson): SparkType | string {
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

function listType(item: PlainJson): SparkType | string {
  const known = sparkType(item)
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

function mapType(key: PlainJson, item: PlainJson): SparkType | string {
  const [keys, items] = [sparkType(key), sparkType(item)]
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

function fieldsOf(
  struct: PlainJson,
): readonly { readonly name: string; readonly type: PlainJson }[] {
  const fields = memberOf(struct, 'fields')
  return Array.isArray(fields)
    ? fields.map((field) => ({
        name: String(memberOf(field, 'name')),
        type: memberOf(field, 'type'),
      }))
    : []
}

function memberOf(value: PlainJson | undefined, name: string): PlainJson {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return Reflect.get(value, name) ?? null
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
