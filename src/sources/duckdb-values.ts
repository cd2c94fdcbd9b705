import { Buffer } from 'node:buffer'
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api'
import { isoDate, isoDuration, isoTime, isoTimestamp } from './iso-time.js'
import { decimalText, doubleText, floatText } from './number-text.js'
import { embeddedJson, mapText, writeNullable, type Refuse, type WriteValue } from './row-text.js'

export type DuckDbApi = typeof import('@duckdb/node-api')

/** A value that is not null, and not made of others. */
type WriteScalar = (value: DuckDBValue, refuse: Refuse) => string | undefined

/** How to write the values of a column of DuckDB. */
export function duckDbWriter(api: DuckDbApi, type: DuckDBType): WriteValue {
  const write = nestedWriter(api, type) ?? scalarWriter(api, type)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all values come from DuckDB
  return (value, refuse) => write(value as DuckDBValue, refuse) ?? refuse(`a ${type.toString()}`)
}

function nestedWriter(api: DuckDbApi, type: DuckDBType): WriteScalar | undefined {
  if (type instanceof api.DuckDBListType || type instanceof api.DuckDBArrayType) {
    const write = duckDbWriter(api, type.valueType)
    return (value, refuse) => {
      const isList = value instanceof api.DuckDBListValue || value instanceof api.DuckDBArrayValue
      if (!isList) return undefined
      return `[${value.items.map((item) => writeNullable(item, write, refuse)).join(',')}]`
    }
  }
  if (type instanceof api.DuckDBStructType) {
    const members = type.entryNames.map((name, index) => {
      const memberType = type.entryTypes[index]
      return { name, write: memberType === undefined ? String : duckDbWriter(api, memberType) }
    })
    return (value, refuse) => {
      if (!(value instanceof api.DuckDBStructValue)) return undefined
      const texts = members.map(
        ({ name, write }) =>
          `${JSON.stringify(name)}:${writeNullable(value.entries[name], write, refuse)}`,
      )
      return `{${texts.join(',')}}`
    }
  }
  if (type instanceof api.DuckDBMapType) {
    const writeKey = duckDbWriter(api, type.keyType)
    const write = duckDbWriter(api, type.valueType)
    return (value, refuse) => {
      if (!(value instanceof api.DuckDBMapValue)) return undefined
      const entries = value.entries.map((entry) => ({
        key: writeNullable(entry.key, writeKey, refuse),
        value: writeNullable(entry.value, write, refuse),
      }))
      return mapText(entries, refuse)
    }
  }
  return changingWriter(api, type)
}

/** Types whose values say themselves of which type they are. */
function changingWriter(api: DuckDbApi, type: DuckDBType): WriteScalar | undefined {
  if (type instanceof api.DuckDBUnionType) {
    const writers = new Map(
      type.memberTags.map((tag, index) => {
        const memberType = type.memberTypes[index]
        return [tag, memberType === undefined ? String : duckDbWriter(api, memberType)]
      }),
    )
    return (value, refuse) => {
      if (!(value instanceof api.DuckDBUnionValue)) return undefined
      return writeNullable(value.value, writers.get(value.tag) ?? String, refuse)
    }
  }
  if (type instanceof api.DuckDBVariantType) {
    return (value, refuse) => {
      if (!(value instanceof api.DuckDBVariantValue)) return undefined
      if (value.value === null) return 'null'
      return value.type && duckDbWriter(api, value.type)(value.value, refuse)
    }
  }
  return undefined
}

function scalarWriter(api: DuckDbApi, type: DuckDBType): WriteScalar {
  if (type instanceof api.DuckDBFloatType) return floatWriter(floatText)
  if (type instanceof api.DuckDBDoubleType) return floatWriter(doubleText)
  if (type.alias === 'JSON') {
    return (value, refuse) => embeddedJson(Buffer.from(String(value)), refuse)
  }
  return (value, refuse) => {
    if (typeof value === 'string') return JSON.stringify(value)
    if (typeof value !== 'object') return String(value)
    return timeText(api, value, refuse) ?? otherText(api, value)
  }
}

function floatWriter(spell: (value: number) => string): WriteScalar {
  return (value, refuse) => {
    const number = Number(value)
    return Number.isFinite(number) ? spell(number) : refuse(String(number))
  }
}

/** ISO 8601; what is infinite or beyond the years that can be written gives the record up. */
function timeText(api: DuckDbApi, value: DuckDBValue, refuse: Refuse): string | undefined {
  if (value instanceof api.DuckDBDateValue) return quoted(isoDate(BigInt(value.days)), refuse)
  if (value instanceof api.DuckDBTimeValue) return quoted(isoTime(value.micros * 1000n), refuse)
  if (value instanceof api.DuckDBTimeNSValue) return quoted(isoTime(value.nanos), refuse)
  if (value instanceof api.DuckDBTimeTZValue) {
    return quoted(`${isoTime(value.micros * 1000n)}${zoneText(value.offset)}`, refuse)
  }
  if (value instanceof api.DuckDBTimestampTZValue) {
    const text = isoTimestamp(value.micros * 1000n)
    return quoted(text === undefined ? undefined : `${text}Z`, refuse)
  }
  const nanos = nanosOf(api, value)
  return nanos === undefined
    ? undefined
    : quoted(nanos === 'infinite' ? undefined : isoTimestamp(nanos), refuse)
}

/** Of a timestamp without zone. */
function nanosOf(api: DuckDbApi, value: DuckDBValue): bigint | 'infinite' | undefined {
  if (value instanceof api.DuckDBTimestampValue) return value.micros * 1000n
  if (value instanceof api.DuckDBTimestampSecondsValue) return value.seconds * 1_000_000_000n
  if (value instanceof api.DuckDBTimestampMillisecondsValue) return value.millis * 1_000_000n
  if (!(value instanceof api.DuckDBTimestampNanosecondsValue)) return undefined
  return value.isFinite ? value.nanos : 'infinite'
}

function otherText(api: DuckDbApi, value: DuckDBValue): string | undefined {
  if (value instanceof api.DuckDBDecimalValue) return decimalText(value.value, value.scale)
  if (value instanceof api.DuckDBUUIDValue || value instanceof api.DuckDBBitValue) {
    return `"${value.toString()}"`
  }
  if (value instanceof api.DuckDBBlobValue || value instanceof api.DuckDBGeometryValue) {
    return `"${Buffer.from(value.bytes).toString('base64')}"`
  }
  if (value instanceof api.DuckDBIntervalValue) {
    return `"${isoDuration(value.months, value.days, value.micros * 1000n)}"`
  }
  return undefined
}

function quoted(text: string | undefined, refuse: Refuse): string {
  return text === undefined ? refuse('a date out of range') : `"${text}"`
}

function zoneText(seconds: number): string {
  const size = isoTime(BigInt(Math.abs(seconds)) * 1_000_000_000n)
  return `${seconds < 0 ? '-' : '+'}${size.endsWith(':00') ? size.slice(0, -3) : size}`
}
