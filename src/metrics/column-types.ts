import { isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import {
  addColumn,
  addRow,
  mergeRows,
  type ColumnType,
  type RowTypes,
} from '../records/column-type.js'
import type { Metric } from './metric.js'
import { stateCodec } from './state-codec.js'

const scalars = ['null', 'bool', 'int64', 'float64', 'string', 'json'] as const

/**
 * The columns of the written rows and their types, for the dataset card: loaders that look at the
 * first rows only fail on a column that comes later.
 */
export function columnTypes(): Metric<RowTypes> {
  return {
    id: 'columns',
    scope: 'kept',
    empty: () => new Map(),
    add(types, { content, metadata }) {
      addRow(types, content)
      if (metadata) addColumn(types, 'metadata', metadata)
    },
    // Such rows are of a shape that a row counted before them has.
    addRows() {},
    merge: mergeRows,
    ...stateCodec({ id: 'columns', write: writeRow, read: readColumns }),
    report: writeRow,
  }
}

/** By name: which row came first says nothing. */
function writeRow(types: RowTypes): JsonObject {
  const byName = Array.from(types).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return writeMembers(new Map(byName))
}

function writeMembers(types: ReadonlyMap<string, ColumnType>): JsonObject {
  return new Map(Array.from(types, ([name, type]) => [name, writeType(type)]))
}

function writeType(type: ColumnType): Json {
  if (typeof type === 'string') return type
  return 'list' in type
    ? new Map([['list', writeType(type.list)]])
    : new Map([['struct', writeMembers(type.struct)]])
}

/** The columns of a report or state; `undefined` when it is neither. */
export function readColumns(value: Json | undefined): RowTypes | undefined {
  if (!isJsonObject(value)) return undefined
  const types: RowTypes = new Map()
  for (const [name, member] of value) {
    const type = readType(member)
    if (type === undefined) return undefined
    types.set(name, type)
  }
  return types
}

function readType(value: Json | undefined): ColumnType | undefined {
  const scalar = scalars.find((name) => name === value)
  if (scalar !== undefined || !isJsonObject(value)) return scalar
  const list = readType(value.get('list'))
  if (list !== undefined) return { list }
  const struct = readColumns(value.get('struct'))
  return struct && { struct }
}
