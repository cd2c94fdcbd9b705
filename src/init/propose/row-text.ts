import type { Column } from '../columns/column.js'
import type { Candidate } from './candidate.js'
import { templatePath } from './field-source.js'

/** A row of more columns is no text that anyone reads. */
const MOST_LINES = 12

/** Where no column holds prose, the row itself is the text: a line for each of its columns. */
export function rowText(columns: readonly Column[]): readonly Candidate[] {
  const shown = columns
    .filter(({ kind, isItem }) => kind !== 'empty' && !isItem)
    .filter(({ kind, keys }) => keys.length === 1 || (kind !== 'object' && kind !== 'list'))
    .filter(
      ({ keys, kind }) => kind !== 'object' || !columns.some((other) => isMember(other, keys)),
    )
    .slice(0, MOST_LINES)
  if (shown.length === 0) return []
  return [
    {
      style: 'text_completion',
      strength: 0.1,
      fields: [
        {
          field: 'text_field',
          source: { template: shown.map(lineOf).join('\n') },
          columns: shown,
          reason: 'no column holds sentences: each row as text',
        },
      ],
    },
  ]
}

function isMember({ keys }: Column, within: readonly string[]): boolean {
  return keys.length > within.length && within.every((key, index) => keys[index] === key)
}

function lineOf({ path, filled }: Column): string {
  // What stands outside the braces is text, whatever is in the name.
  const name = path.replaceAll('{{', '{ {').replaceAll(/\s+/gu, ' ').replace(/\\$/u, '')
  const word = templatePath(path)
  return filled === 1 ? `${name}: {{${word}}}` : `${name}: {{${word} | default: ""}}`
}
