import type { Buffer } from 'node:buffer'
import { parseJson } from '../kernel/parse-json.js'
import type { Drop } from '../records/verdict.js'
import { MAX_RECORD_BYTES } from './limits.js'
import { lineTooLong } from './split-lines.js'

export interface Column {
  readonly name: string
  readonly write: WriteValue
}

/** A value that is not null as JSON text; what JSON cannot hold is passed to `refuse`. */
export type WriteValue = (value: unknown, refuse: Refuse) => string

/** Gives the record up, naming what was seen; gives back the text to go on with. */
export type Refuse = (seen: string) => string

/** Writes rows as JSON objects, with the columns in their order; null and undefined give null. */
export function rowWriter(columns: readonly Column[]): (row: readonly unknown[]) => string | Drop {
  const openings = columns.map(
    ({ name }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`,
  )

  return (row) => {
    let drop: Drop | undefined
    let text = columns.length === 0 ? '{' : ''
    for (const [index, column] of columns.entries()) {
      text += openings[index]
      text += writeNullable(row[index], column.write, (seen) => {
        drop ??= badValue(column.name, seen)
        return 'null'
      })
      // Its bytes are no fewer; a text many times as long could not be made at all.
      if (text.length > MAX_RECORD_BYTES) return lineTooLong(text.length, MAX_RECORD_BYTES)
    }
    return drop ?? `${text}}`
  }
}

export function writeNullable(value: unknown, write: WriteValue, refuse: Refuse): string {
  return value === null || value === undefined ? 'null' : write(value, refuse)
}

/** A map as an object; keys that are not text as their JSON text. */
export function mapText(entries: Iterable<MapEntry>, refuse: Refuse): string {
  const members = new Map<string, string>()
  for (const { key, value } of entries) {
    const name = key.startsWith('"') ? key : JSON.stringify(key)
    if (members.has(name)) refuse('a map that has a key twice')
    members.set(name, value)
  }
  return `{${Array.from(members, ([name, value]) => `${name}:${value}`).join(',')}}`
}

/** JSON texts. */
export interface MapEntry {
  readonly key: string
  readonly value: string
}

/** JSON kept as it is, on one line; line ends can only stand between its values. */
export function embeddedJson(json: Buffer, refuse: Refuse): string {
  if ('problem' in parseJson(json)) return refuse('text that is not JSON')
  return withoutLineEnds(json.toString())
}

/** Valid JSON on one line. */
export function withoutLineEnds(json: string): string {
  return json.replaceAll(/[\r\n]/gu, ' ')
}

/** What to give for a record with a value that JSON cannot hold. */
export function badValue(column: string, seen: string): Drop {
  return {
    code: 'bad-value',
    rule: `source.${column}`,
    observed: seen,
    allowed: 'a value that JSON can hold',
  }
}

/** A column name that two columns of the row share, if there is one. */
export function firstDuplicate(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) < index)
}
