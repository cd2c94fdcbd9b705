import type { Drop } from '../records/verdict.js'

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
    }
    return drop ?? `${text}}`
  }
}

export function writeNullable(value: unknown, write: WriteValue, refuse: Refuse): string {
  return value === null || value === undefined ? 'null' : write(value, refuse)
}

function badValue(column: string, seen: string): Drop {
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
