import type { Column } from '../columns/column.js'
import type { Role } from '../columns/role-words.data.js'
import { countValues } from '../../schema/infer/shape.js'
import type { Candidate, MappedField } from './candidate.js'
import { asOutput, asText, withoutMarker } from './field-source.js'
import { findColumn, isScalar, isText, type FoundColumn } from './find-column.js'
import { isLabel } from './is-label.js'
import { wholeAnswer } from './whole-answer.js'

/** What is asked and what is answered, by their names. */
export function instructionCandidates(columns: readonly Column[]): readonly Candidate[] {
  const answer = answerOf(columns)
  if (answer === undefined) return []
  const others = columns.filter((column) => !isWithin(column, answer.column))
  const asked = askedOf(others, answer.role)
  if (asked === undefined) return []
  const rest = others.filter((column) => !isWithin(column, asked.column))
  const input = asked.role === 'input' ? undefined : findColumn(rest, 'input', canBeInput)
  const produced = wholeAnswer(answer.column, columns)
  return [
    {
      style: 'instruction_tuning',
      strength: 0.95 * Math.min(answer.fit, asked.fit),
      fields: [
        {
          field: 'instruction_field',
          source: asText(asked.column),
          columns: [asked.column],
          reason: 'what is asked, by its name',
        },
        inputField(input?.column),
        {
          field: 'output_field',
          source: asOutput(produced),
          columns: [produced],
          reason: `what is answered, by its name${withoutMarker(produced)}`,
        },
      ],
    },
  ]
}

/** Always written, since the default would take a column `context` unasked. */
export function inputField(column: Column | undefined): MappedField {
  if (column === undefined) {
    return {
      field: 'input_field',
      source: { const: null },
      columns: [],
      reason: 'no column for it',
    }
  }
  const reason = 'further input, by its name'
  return { field: 'input_field', source: asText(column), columns: [column], reason }
}

function canBeInput(column: Column): boolean {
  return isText(column) && !isConstant(column) && !isLabel(column)
}

function canBeAnswer(column: Column): boolean {
  return isScalar(column) || column.kind === 'object' || column.kind === 'list'
}

function isConstant({ shape }: Column): boolean {
  return countValues(shape) > 1 && shape.distinct.length < 2
}

type Named = FoundColumn & { readonly role: Role }

function answerOf(columns: readonly Column[]): Named | undefined {
  return (
    named(columns, 'output', canBeAnswer) ??
    named(columns, 'assistant', isText) ??
    named(columns, 'summary', isText) ??
    named(columns, 'label', (column) => isLabel(column) && !column.isItem)
  )
}

function askedOf(columns: readonly Column[], answer: Role): Named | undefined {
  // A label is put on any text, a summary is made of it; only an answer needs something that asks.
  const roles: readonly Role[] =
    answer === 'label' || answer === 'summary'
      ? ['text', 'input', 'instruction', 'prompt']
      : ['instruction', 'prompt', 'user', 'input', 'text']
  for (const role of roles) {
    const found = named(columns, role, (column) => isText(column) && !isLabel(column))
    if (found) return found
  }
  return undefined
}

function named(
  columns: readonly Column[],
  role: Role,
  canBe: (column: Column) => boolean,
): Named | undefined {
  const found = findColumn(columns, role, canBe)
  return found && { ...found, role }
}

function isWithin(column: Column, other: Column): boolean {
  const [one, two] = [column.keys, other.keys]
  return one.slice(0, Math.min(one.length, two.length)).every((key, index) => key === two[index])
}
