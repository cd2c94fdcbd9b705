import { countOf } from '../../ui/format-number.js'
import { changedFigures, changeText, figureText, gateText } from './changed-figures.js'
import type { ComparedValue, Comparison } from './comparison.js'

/** A value longer than this says little on a terminal. */
const MOST_VALUE = 60
/** Changes of one kind; `--json` has all. */
const MOST_ROWS = 20

/** The comparison as lines of at most some 100 columns, the answer first. */
export function* comparisonText(comparison: Comparison): Generator<string> {
  const { before, after, gates, recipe, schema, inputs } = comparison
  yield `before  ${before.path}`
  yield `after   ${after.path}`
  yield ''
  for (const answer of answersOf(comparison)) yield answer
  yield ''
  yield* table(
    [
      ['', 'before', 'after', 'change'],
      ...changedFigures(comparison).map((figure) => [
        figure.group === 'records' ? figure.name : `${figure.group}: ${figure.name}`,
        figureText(figure.before),
        figureText(figure.after),
        changeText(figure),
      ]),
    ],
    [1, 2],
  )
  const changedGates = gates.filter((gate) => gateText(gate.before) !== gateText(gate.after))
  yield* listed('gates', changedGates, (gate) => [
    gate.gate,
    gateText(gate.before),
    gateText(gate.after),
  ])
  yield* listed('recipe', recipe, valueCells)
  yield* listed('schema', schema, valueCells)
  yield* listed('inputs', inputs, (input) => [
    input.input,
    input.before ? countOf(input.before.records, 'record') : 'not read',
    input.after ? countOf(input.after.records, 'record') : 'not read',
  ])
}

/** Whether anything changed at all, in a sentence each. */
export function answersOf(comparison: Comparison): readonly string[] {
  const { compared_by, same_data, same_rejects, same_plan, recipe, schema, inputs } = comparison
  const reasons = [
    ...(recipe.length > 0 ? [countOf(recipe.length, 'recipe key')] : []),
    ...(schema.length > 0 ? [countOf(schema.length, 'place', 'places') + ' of the schema'] : []),
    ...(inputs.length > 0 ? [countOf(inputs.length, 'input')] : []),
  ]
  const changed = reasons.length > 0 ? `: ${reasons.join(', ')} changed` : ''
  const same = compared_by === 'digests' ? 'the same, byte for byte.' : 'as many, of the same size.'
  return [
    same_data ? `The samples are ${same}` : 'The samples differ.',
    same_rejects ? `The rejects are ${same}` : 'The rejects differ.',
    ...(compared_by === 'digests'
      ? []
      : ['Without digests that both have, nothing tells whether bytes differ.']),
    same_plan ? 'The plans are the same.' : `The plans differ${changed}.`,
  ]
}

export function valueText(value: ComparedValue['before'], most: number = MOST_VALUE): string {
  if (value === undefined) return '–'
  const text = JSON.stringify(value)
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

function valueCells({ path, before, after }: ComparedValue): readonly string[] {
  return [path === '' ? '(all of it)' : path, valueText(before), valueText(after)]
}

function* listed<Row>(
  title: string,
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly string[],
): Generator<string> {
  if (rows.length === 0) return
  yield ''
  yield* table([[title, 'before', 'after'], ...rows.slice(0, MOST_ROWS).map(cellsOf)], [])
  if (rows.length > MOST_ROWS) yield `and ${rows.length - MOST_ROWS} more; --json shows all`
}

/** Columns two blanks apart; those in `right` end in one line. */
function* table(rows: readonly (readonly string[])[], right: readonly number[]): Generator<string> {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => Array.from(row[column] ?? '').length)),
  )
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const blanks = ' '.repeat((widths[column] ?? 0) - Array.from(cell).length)
      return right.includes(column) ? blanks + cell : cell + blanks
    })
    yield cells.join('  ').trimEnd()
  }
}
