import type { Column } from '../columns/column.js'
import { ownName } from '../columns/column.js'
import { roleFit } from '../columns/name-roles.js'
import type { Candidate } from './candidate.js'
import { asText } from './field-source.js'
import { findColumn, isText } from './find-column.js'
import { inputField } from './instruction-candidates.js'
import { rowText } from './row-text.js'

/** Without names to go by: questions beside prose, the longest prose, and the whole row as text. */
export function textCandidates(columns: readonly Column[]): readonly Candidate[] {
  const prose = columns
    .filter((column) => isText(column) && isProse(column))
    .toSorted((left, right) => weightOf(right) - weightOf(left))
  return [...namedText(columns), ...questions(prose), ...longest(prose), ...rowText(columns)]
}

function namedText(columns: readonly Column[]): readonly Candidate[] {
  const found = findColumn(columns, 'text', (column) => isText(column) && isProse(column))
  if (found === undefined) return []
  return [textOf(found.column, { strength: 0.7 * found.fit, reason: 'the text, by its name' })]
}

function questions(prose: readonly Column[]): readonly Candidate[] {
  const asked = prose.find(({ traits }) => (traits?.questions ?? 0) >= 0.5)
  const answer = prose.find((column) => column !== asked && !isAsked(column))
  if (asked === undefined || answer === undefined) return []
  const share = Math.round(100 * (asked.traits?.questions ?? 0))
  return [
    {
      style: 'instruction_tuning',
      strength: 0.6,
      fields: [
        {
          field: 'instruction_field',
          source: asText(asked),
          columns: [asked],
          reason: `${share} % end with a question mark`,
        },
        inputField(undefined),
        {
          field: 'output_field',
          source: asText(answer),
          columns: [answer],
          reason: 'the longest other text',
        },
      ],
    },
  ]
}

function isAsked({ traits }: Column): boolean {
  return (traits?.questions ?? 0) >= 0.5
}

function longest([column]: readonly Column[]): readonly Candidate[] {
  return column === undefined
    ? []
    : [
        textOf(column, {
          strength: 0.4,
          reason: 'the longest text; no column is named as an answer',
        }),
      ]
}

function textOf(
  column: Column,
  { strength, reason }: { readonly strength: number; readonly reason: string },
): Candidate {
  return {
    style: 'text_completion',
    strength,
    fields: [{ field: 'text_field', source: asText(column), columns: [column], reason }],
  }
}

/** Half of it are sentences, and it is not JSON that holds some. */
function isProse(column: Column): boolean {
  const { prose = 0, json = 0 } = column.traits ?? {}
  return prose >= 0.5 && json < 0.5 && roleFit(ownName(column), 'id') < 1
}

/** Long texts that most records have. */
function weightOf({ traits, filled, isItem }: Column): number {
  return (traits?.medianLength ?? 0) * filled * (isItem ? 0.5 : 1)
}
