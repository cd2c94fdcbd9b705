import { ownName, type Column } from '../columns/column.js'
import { roleFit } from '../columns/name-roles.js'
import type { Candidate } from './candidate.js'
import { asText, templatePath } from './field-source.js'
import { isText } from './find-column.js'

/** A row of more columns is no text that anyone reads. */
const MOST_LINES = 12

/** Where no column holds prose, the row itself is the text: a line for each of its columns. */
export function rowText(columns: readonly Column[]): readonly Candidate[] {
  const shown = columns.filter(({ kind, keys }) => kind !== 'empty' && keys.length === 1)
  const lines = withoutIds(shown).slice(0, MOST_LINES)
  const [first] = lines
  if (first === undefined) return []
  if (lines.length === 1 && isText(first)) return [onlyText(first)]
  return [
    {
      style: 'text_completion',
      strength: 0.1,
      fields: [
        {
          field: 'text_field',
          source: { template: lines.map(lineOf).join('\n') },
          columns: lines,
          reason: 'each row as text, a line for each column',
        },
      ],
    },
  ]
}

/** A number that stands for something else is nothing to read. */
function withoutIds(columns: readonly Column[]): readonly Column[] {
  const others = columns.filter(
    (column) => column.kind !== 'number' || roleFit(ownName(column), 'id') === 0,
  )
  return others.length > 0 ? others : columns
}

function onlyText(column: Column): Candidate {
  const reason = 'the only text'
  const field = { field: 'text_field' as const, source: asText(column), columns: [column], reason }
  return { style: 'text_completion', strength: 0.1, fields: [field] }
}

function lineOf({ path, filled }: Column): string {
  // What stands outside the braces is text, whatever is in the name.
  const name = path
    .replaceAll('{{', '{ {')
    .replaceAll(/\s+/gu, ' ')
    .replace(/[\\:]+$/u, '')
  const word = templatePath(path)
  return filled === 1 ? `${name}: {{${word}}}` : `${name}: {{${word} | default: ""}}`
}
