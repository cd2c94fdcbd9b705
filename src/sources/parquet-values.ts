import { Buffer, isUtf8 } from 'node:buffer'
import type { ConvertedType, SchemaElement } from 'hyparquet'
import { isoDate, isoDuration, isoTime, isoTimestamp } from './iso-time.js'
import { MAX_RECORD_BYTES } from './limits.js'
import { decimalText, doubleText, floatText } from './number-text.js'
import { parquetFault } from './parquet-fault.js'
import { embeddedJson, type Refuse, type WriteValue } from './row-text.js'

const NANOS = { MILLIS: 1_000_000n, MICROS: 1000n, NANOS: 1n }

type LogicalTypeName = NonNullable<SchemaElement['logical_type']>['type']

const LOGICAL_NAMES: Readonly<Record<ConvertedType, LogicalTypeName>> = {
  UTF8: 'STRING',
  MAP: 'MAP',
  MAP_KEY_VALUE: 'MAP',
  LIST: 'LIST',
  ENUM: 'ENUM',
  DECIMAL: 'DECIMAL',
  DATE: 'DATE',
  TIME_MILLIS: 'TIME',
  TIME_MICROS: 'TIME',
  TIMESTAMP_MILLIS: 'TIMESTAMP',
  TIMESTAMP_MICROS: 'TIMESTAMP',
  UINT_8: 'INTEGER',
  UINT_16: 'INTEGER',
  UINT_32: 'INTEGER',
  UINT_64: 'INTEGER',
  INT_8: 'INTEGER',
  INT_16: 'INTEGER',
  INT_32: 'INTEGER',
  INT_64: 'INTEGER',
  JSON: 'JSON',
  BSON: 'BSON',
  INTERVAL: 'INTERVAL',
}

/** Text that ends a value that does not fit its column, which only a damaged file has. */
const misfit = 'a value of another type than its column'

/** The logical type, or the older converted type that means the same. */
function logicalName({ logical_type, converted_type }: SchemaElement): LogicalTypeName | undefined {
  if (logical_type !== undefined) return logical_type.type
  return converted_type === undefined ? undefined : LOGICAL_NAMES[converted_type]
}

/** Undefined where the type says no more than how the value is stored. */
const LOGICAL_WRITERS: Readonly<
  Record<LogicalTypeName, (element: SchemaElement) => WriteValue | undefined>
> = {
  STRING: () => ofBytes(declaredText),
  ENUM: () => ofBytes(declaredText),
  JSON: () => ofBytes(embeddedJson),
  DECIMAL: decimalWriter,
  DATE: () => (value, refuse) => quoted(isoDate(integer(value)), refuse),
  TIME: (element) => (value) => `"${isoTime(integer(value) * nanosPerUnit(element))}"`,
  TIMESTAMP: (element) => timestampWriter(nanosPerUnit(element), isInstant(element)),
  INTEGER: (element) => (isUnsigned(element) ? unsignedWriter(element) : undefined),
  UUID: () => (value) => `"${uuidText(bytesOf(value))}"`,
  FLOAT16: () => (value, refuse) => finite(halfFloat(bytesOf(value)), doubleText, refuse),
  INTERVAL: () => (value) => `"${intervalText(bytesOf(value))}"`,
  NULL: () => () => 'null',
  BSON: () => ofBytes(base64),
  VARIANT: () => ofBytes(base64),
  GEOMETRY: () => ofBytes(base64),
  GEOGRAPHY: () => ofBytes(base64),
  MAP: () => undefined,
  LIST: () => undefined,
}

/** How to write the values of a column that is not a group. */
export function parquetValueWriter(element: SchemaElement): WriteValue {
  const name = logicalName(element)
  // A logical type that a later version of the format has added has no name.
  return (name && LOGICAL_WRITERS[name](element)) ?? plainWriter(element)
}

/** Whether the column holds texts as UTF-8, or bytes that are text when they are UTF-8. */
export function holdsText(element: SchemaElement): boolean {
  const name = logicalName(element)
  return name === undefined ? element.type === 'BYTE_ARRAY' : name === 'STRING' || name === 'ENUM'
}

function plainWriter({ type }: SchemaElement): WriteValue {
  if (type === undefined) return String
  switch (type) {
    case 'FLOAT':
      return (value, refuse) => finite(Number(value), floatText, refuse)
    case 'DOUBLE':
      return (value, refuse) => finite(Number(value), doubleText, refuse)
    case 'INT96':
      return int96Writer()
    case 'BYTE_ARRAY':
      return ofBytes(textOrBase64)
    case 'FIXED_LEN_BYTE_ARRAY':
      return ofBytes(base64)
    case 'BOOLEAN':
    case 'INT32':
    case 'INT64':
      return String
  }
}

/** Bytes that can be a text in memory; longer ones would end the program. */
function ofBytes(write: (bytes: Buffer, refuse: Refuse) => string): WriteValue {
  return (value, refuse) => {
    const bytes = bytesOf(value)
    return bytes.length > MAX_RECORD_BYTES
      ? refuse(`a value of ${bytes.length} bytes`)
      : write(bytes, refuse)
  }
}

function declaredText(bytes: Buffer, refuse: Refuse): string {
  return isUtf8(bytes) ? JSON.stringify(bytes.toString('utf8')) : refuse('text that is not UTF-8')
}

function textOrBase64(bytes: Buffer): string {
  return isUtf8(bytes) ? JSON.stringify(bytes.toString('utf8')) : base64(bytes)
}

function base64(bytes: Buffer): string {
  return `"${bytes.toString('base64')}"`
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

/**
 * Days and nanoseconds of the day. With nanoseconds below zero, which a writer may have left there,
 * hyparquet loses the days: what it gives then lies between these bounds, as nothing else does but
 * a few centuries before the pyramids.
 */
function int96Writer(): WriteValue {
  const spoiled = -2_440_589n * 86_400_000_000_000n
  const write = timestampWriter(1n, true)
  return (value, refuse) => {
    const above = integer(value) - spoiled
    const isSpoiled = above >= 2n ** 63n && above < 2n ** 64n
    return isSpoiled ? quoted(undefined, refuse) : write(value, refuse)
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
  return cuts
    .slice(1)
    .map((end, index) => hex.slice(cuts[index], end))
    .join('-')
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
  throw parquetFault(misfit)
}

function bytesOf(value: unknown): Buffer {
  if (!(value instanceof Uint8Array)) throw parquetFault(misfit)
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
}
