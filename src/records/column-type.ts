import {
  isJsonArray,
  isJsonObject,
  JsonNumber,
  type Json,
  type JsonObject,
} from '../kernel/json-value.js'

/**
 * What all values of a column have in common, for loaders that want one type per column. Every type
 * includes null. `json` is any value: loaders keep such values as they are, key for key.
 */
export type ColumnType =
  | 'null'
  | 'bool'
  | 'int64'
  | 'float64'
  | 'string'
  | 'json'
  | { readonly list: ColumnType }
  /** Every value has exactly these keys, written in this order. */
  | { readonly struct: ReadonlyMap<string, ColumnType> }

/** The columns of all rows seen. */
export type RowTypes = Map<string, ColumnType>

/** Deeper values are `json`: nobody queries them by column. */
const MAX_DEPTH = 8

/** Takes a row in, in place. Allocates nothing for a row like those before it. */
export function addRow(types: RowTypes, row: JsonObject): void {
  row.forEach((value, name) => addColumn(types, name, value))
}

/** Takes one member of a row in, in place. */
export function addColumn(types: RowTypes, name: string, value: Json): void {
  const known = types.get(name)
  if (known === undefined || !fits(known, value)) {
    types.set(name, joinTypes(known ?? 'null', typeOf(value, 1)))
  }
}

export function mergeRows(
  left: ReadonlyMap<string, ColumnType>,
  right: ReadonlyMap<string, ColumnType>,
): RowTypes {
  const merged = new Map(left)
  for (const [name, type] of right) merged.set(name, joinTypes(merged.get(name) ?? 'null', type))
  return merged
}

/** The narrowest type for the values of both; commutative and associative. */
function joinTypes(left: ColumnType, right: ColumnType): ColumnType {
  if (left === right || right === 'null') return left
  if (left === 'null') return right
  if (isNumeric(left) && isNumeric(right)) return 'float64'
  if (typeof left === 'string' || typeof right === 'string') return 'json'
  if ('list' in left && 'list' in right) return { list: joinTypes(left.list, right.list) }
  if ('struct' in left && 'struct' in right) return joinStructs(left.struct, right.struct)
  return 'json'
}

function joinStructs(
  left: ReadonlyMap<string, ColumnType>,
  right: ReadonlyMap<string, ColumnType>,
): ColumnType {
  const joined = new Map<string, ColumnType>()
  const others = right.entries()
  for (const [key, type] of left) {
    const [otherKey, otherType] = others.next().value ?? []
    // Loaders would fill a gap with null and reorder keys: another value than the one written.
    if (otherKey !== key || otherType === undefined) return 'json'
    joined.set(key, joinTypes(type, otherType))
  }
  return left.size === right.size ? { struct: joined } : 'json'
}

function typeOf(value: Json, depth: number): ColumnType {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || value instanceof JsonNumber) return numericType(value)
  if (depth >= MAX_DEPTH) return 'json'
  if (isJsonArray(value)) {
    const items = value.map((item) => typeOf(item, depth + 1))
    return { list: items.reduce(joinTypes, 'null') }
  }
  if (!isJsonObject(value) || value.size === 0) return 'json'
  const members = Array.from(value, ([key, member]) => [key, typeOf(member, depth + 1)] as const)
  return { struct: new Map(members) }
}

/** Whether a join with the value's type would change nothing. */
function fits(type: ColumnType, value: Json): boolean {
  if (value === null || type === 'json') return true
  if (typeof type === 'string') return fitsScalar(type, value)
  if ('list' in type) return isJsonArray(value) && value.every((item) => fits(type.list, item))
  return isJsonObject(value) && fitsStruct(type.struct, value)
}

function fitsStruct(types: ReadonlyMap<string, ColumnType>, value: JsonObject): boolean {
  if (types.size !== value.size) return false
  const names = types.keys()
  let isFit = true
  value.forEach((member, key) => {
    isFit &&= names.next().value === key && fits(types.get(key) ?? 'null', member)
  })
  return isFit
}

function fitsScalar(type: string, value: Json): boolean {
  if (typeof value === 'string') return type === 'string'
  if (typeof value === 'boolean') return type === 'bool'
  if (typeof value !== 'number' && !(value instanceof JsonNumber)) return false
  const own = numericType(value)
  return own === type || (type === 'float64' && own === 'int64')
}

function isNumeric(type: ColumnType): boolean {
  return type === 'int64' || type === 'float64'
}

/** As written: `1` is whole, `1.0` is not; `json` for what neither 64-bit type can hold. */
function numericType(value: number | JsonNumber): 'int64' | 'float64' | 'json' {
  if (Number.isSafeInteger(value)) return 'int64'
  const text = value instanceof JsonNumber ? value.text : String(value)
  if (!/^-?\d+$/u.test(text)) return Number.isFinite(Number(text)) ? 'float64' : 'json'
  const whole = BigInt(text)
  return BigInt.asIntN(64, whole) === whole ? 'int64' : 'json'
}
