import { Buffer, isUtf8 } from 'node:buffer'
import type { SchemaElement } from 'hyparquet'
import { isoDate, isoDuration, isoTime, isoTimestamp } from './iso-time.js'
import { decimalText, doubleText, floatText } from './number-text.js'
import type { Refuse, WriteValue } from './row-text.js'

const NANOS = { MILLIS: 1_000_000n, MICROS: 1000n, NANOS: 1n }

type LogicalTypeName = NonNullable<SchemaElement['logical_type']>['type']

/** Text that ends a value that does not fit its column, which only a damaged file has. */
const misfit = 'a value of another type than its column'

/** How to write the values of a column that is not a group. */
export function parquetValueWriter(element: SchemaElement): WriteValue {
  return logicalWriter(element, logicalName(element)) ?? plainWriter(element)
}

/** The logical type, or the older converted type that means the same. */
function logicalName({ logical_type, converted_type }: SchemaElement): LogicalTypeName | undefined {
  if (logical_type !== undefined) return logical_type.type
  switch (converted_type) {
    case 'UTF8':
      return 'STRING'
    case 'ENUM':
    case 'DECIMAL':
    case 'DATE':
    case 'JSON':
    case 'BSON':
    case 'INTERVAL':
      return converted_type
    case 'TIME_MILLIS':
    case 'TIME_MICROS':
      return 'TIME'
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
      return 'TIMESTAMP'
    case undefined:
      return undefined
    case 'MAP':
    case 'MAP_KEY_VALUE':
    case 'LIST':
      return undefined
    case 'UINT_8':
    case 'UINT_16':
    case 'UINT_32':
    case 'UINT_64':
    case 'INT_8':
    case 'INT_16':
    case 'INT_32':
    case 'INT_64':
      return 'INTEGER'
  }
}

function logicalWriter(
  element: SchemaElement,
  name: LogicalTypeName | undefined,
): WriteValue | undefined {
  switch (name) {
    case 'STRING':
    case 'ENUM':
    case 'JSON':
      return (value, refuse) => textOr(value, () => refuse('text that is not UTF-8'))
    case 'DECIMAL':
      return decimalWriter(element)
    case 'DATE':
      return (value, refuse) => quoted(isoDate(integer(value)), refuse)
    case 'TIME':
      return (value) => `"${isoTime(integer(value) * nanosPerUnit(element))}"`
    case 'TIMESTAMP':
      return timestampWriter(nanosPerUnit(element), isInstant(element))
    case 'INTEGER':
      return isUnsigned(element) ? unsignedWriter(element) : undefined
    case 'UUID':
      return (value) => `"${uuidText(bytesOf(value))}"`
    case 'FLOAT16':
      return (value, refuse) => finite(halfFloat(bytesOf(value)), doubleText, refuse)
    case 'INTERVAL':
      return (value) => `"${intervalText(bytesOf(value))}"`
    case 'NULL':
      return () => 'null'
    case 'BSON':
    case 'VARIANT':
    case 'GEOMETRY':
    case 'GEOGRAPHY':
      return base64
    case 'MAP':
    case 'LIST':
    case undefined:
      return undefined
  }
  // A logical type of a later version of the format.
  return undefined
}

function plainWriter({ type }: SchemaElement): WriteValue {
  switch (type) {
    case 'FLOAT':
      return (value, refuse) => finite(Number(value), floatText, refuse)
    case 'DOUBLE':
      return (value, refuse) => finite(Number(value), doubleText, refuse)
    case 'INT96':
      return timestampWriter(1n, true)
    case 'BYTE_ARRAY':
      return (value) => textOr(value, () => base64(value))
    case 'FIXED_LEN_BYTE_ARRAY':
      return base64
    case 'BOOLEAN':
    case 'INT32':
    case 'INT64':
    case undefined:
      return String
  }
}

function textOr(value: unknown, other: () => string): string {
  const bytes = bytesOf(value)
  return isUtf8(bytes) ? JSON.stringify(bytes.toString('utf8')) : other()
}

function base64(value: unknown): string {
  return `"${bytesOf(value).toString('base64')}"`
}

function quoted(text: string | undefined, refuse: Refuse): string {
  return text === undefined ? refuse('a date out of range') : `"${text}"`
}

function finite(value: number, spell: (value: number) => string, refuse: Refuse): string {
  return Number.isFinite(value) ? spell(value) : refuse(String(value))
}

function timestampWriter(unit: bigint, isUtc: boolean): WriteValue {
  return (value, refuse) => {
    const text = isoTimestamp(integer(value) * unit)
    return quoted(text !== undefined && isUtc ? `${text}Z` : text, refuse)
  }
}

function nanosPerUnit({ logical_type, converted_type }: SchemaElement): bigint {
  if (logical_type !== undefined && 'unit' in logical_type) return NANOS[logical_type.unit]
  return converted_type?.endsWith('_MICROS') === true ? NANOS.MICROS : NANOS.MILLIS
}

/** Whether a timestamp is a point in time; otherwise it is what some clock showed. */
function isInstant({ logical_type }: SchemaElement): boolean {
  return logical_type === undefined || !('isAdjustedToUTC' in logical_type)
    ? true
    : logical_type.isAdjustedToUTC
}

function isUnsigned({ logical_type, converted_type }: SchemaElement): boolean {
  if (logical_type?.type === 'INTEGER') return !logical_type.isSigned
  return converted_type?.startsWith('UINT_') === true
}

function unsignedWriter({ type }: SchemaElement): WriteValue {
  const bits = type === 'INT64' ? 64 : 32
  return (value) => String(BigInt.asUintN(bits, integer(value)))
}

function decimalWriter({ scale, logical_type }: SchemaElement): WriteValue {
  const digits = logical_type?.type === 'DECIMAL' ? logical_type.scale : (scale ?? 0)
  return (value) =>
    decimalText(value instanceof Uint8Array ? signedInteger(value) : integer(value), digits)
}

/** Two's complement, most significant byte first. */
function signedInteger(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`))
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  const cuts = [0, 8, 12, 16, 20, 32]
  return cuts.slice(1).map((end, index) => hex.slice(cuts[index], end)).join('-')
}

function intervalText(bytes: Buffer): string {
  const nanos = BigInt(bytes.readUInt32LE(8)) * NANOS.MILLIS
  return isoDuration(bytes.readUInt32LE(0), bytes.readUInt32LE(4), nanos)
}

/** IEEE 754 binary16, least significant byte first. */
function halfFloat(bytes: Buffer): number {
  const bits = bytes.readUInt16LE(0)
  const sign = bits >> 15 === 0 ? 1 : -1
  const exponent = (bits >> 10) & 0x1f
  const fraction = (bits & 0x3ff) / 1024
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15)
}

function integer(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return BigInt(value)
  throw new TypeError(misfit)
}

function bytesOf(value: unknown): Buffer {
  if (!(value instanceof Uint8Array)) throw new TypeError(misfit)
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
}
