import { join, dirname } from 'node:path'
import type { Findings, Proposal } from '../init/propose/proposal.js'
import { counted, grouped } from '../init/propose/counted.js'
import type { FoundSource } from '../init/source/found-source.js'
import { basis } from '../init/write/recipe-text.js'
import { clip } from './cell-text.js'
import { columnTable } from './init-table.js'
import { shellWords } from './progress/shell-words.js'

/** What was seen: how much of it, why just that, and its columns with examples. */
export function* findingLines(
  { name, reason }: FoundSource,
  { sample, columns }: Findings,
  width: number,
): Generator<string> {
  yield `${name}: looked at ${basis(sample)}`
  if (reason !== undefined) yield `  ${reason}`
  for (const [code, count] of sample.damaged) {
    yield `  ${grouped(count)} more, which an export drops: ${code}`
  }
  yield ''
  yield* columnTable(columns, width)
  yield ''
}

/** What is proposed: the style, how much it keeps, and which column is what. */
export function* proposalLines({ candidate, measured }: Proposal): Generator<string> {
  const { kept, records, blank } = measured
  yield `${candidate.style}: keeps ${grouped(kept - blank)} of ${counted(records, 'record')} looked at`
  const width = Math.max(...candidate.fields.map(({ field }) => field.length))
  for (const { field, source, columns, reason } of candidate.fields) {
    const [column, second] = columns
    const from = second ? `${columns.length} columns` : (column?.path ?? 'nothing')
    const asText = typeof source === 'string' || second || !column ? '' : ', as text'
    yield `  ${field.padEnd(width)}  ${clip(from, 40)}${asText} (${reason})`
  }
}

/** The commands to type next. */
export function* nextLines(file: string, { unset }: FoundSource): Generator<string> {
  const recipe = file === 'loradex.yaml' ? '' : ` ${shellWords([file])}`
  yield ''
  yield 'next:'
  for (const name of unset)
    yield `  export ${name}=…   # the URL you gave: the recipe does not hold it`
  yield `  loradex export${recipe}   # writes ${join(dirname(file), outFolder(file))}`
}

/** Where an export goes: `out` for `loradex.yaml`, `qa-out` for `qa.yaml`. */
export function outFolder(file: string): string {
  const stem = stemOf(file)
  return stem === 'loradex' ? 'out' : `${stem}-out`
}

/** What a long schema is called beside the recipe. */
export function schemaFile(file: string): string {
  const stem = stemOf(file)
  return stem === 'loradex' ? 'schema.json' : `${stem}.schema.json`
}

function stemOf(file: string): string {
  return (file.split(/[/\\]/u).at(-1) ?? '').replace(/\.[^.]*$/u, '')
}
