import type { ColumnType } from '../records/column-type.js'
import { yamlText } from './yaml-text.js'

/** Columns that styles write, in their order; all others follow by name. */
const ofStyles = 'instruction input output messages tools text prompt chosen rejected'.split(' ')

/** What stands at the end of every row. */
const extras = ['weight', 'metadata', '__schema__']

/**
 * The `dataset_info` lines of a card's front matter: one type per column, so that loaders need not
 * guess from the first rows.
 */
export function cardFeatures(columns: ReadonlyMap<string, ColumnType>): readonly string[] {
  const others = [...columns.keys()].filter((name) => !extras.includes(name)).toSorted()
  const names = new Set([...ofStyles, ...others, ...extras])
  const features = Array.from(names).flatMap((name) => {
    const type = columns.get(name)
    return type === undefined ? [] : member(name, type)
  })
  return features.length === 0 ? [] : ['dataset_info:', ...indent(['features:', ...features])]
}

function member(name: string, type: ColumnType): readonly string[] {
  return [`- name: ${yamlText(name)}`, ...indent(columnLines(type))]
}

function columnLines(type: ColumnType): readonly string[] {
  if (typeof type === 'string') return [`dtype: ${yamlText(type)}`]
  return 'list' in type ? itemLines(type.list) : ['struct:', ...members(type.struct)]
}

function itemLines(type: ColumnType): readonly string[] {
  if (typeof type === 'string') return [`list: ${yamlText(type)}`]
  return ['list:', ...('list' in type ? indent(itemLines(type.list)) : members(type.struct))]
}

function members(types: ReadonlyMap<string, ColumnType>): readonly string[] {
  return Array.from(types).flatMap(([name, type]) => member(name, type))
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`)
}
