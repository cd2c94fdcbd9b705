import type { Column } from '../init/columns/column.js'
import type { Findings, Proposal } from '../init/propose/proposal.js'
import type { FoundSource } from '../init/source/found-source.js'
import { isJsonObject, type JsonObject } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { toPlain, type PlainJson } from '../kernel/plain-json.js'
import { quantile } from '../schema/infer/lengths.js'
import { countDifferent } from '../schema/infer/shape.js'
import type { InitColumn, InitOutput } from './outputs/init-output.js'

export interface InitResult {
  readonly found: FoundSource
  readonly findings: Findings
  readonly proposal: Proposal
  /** What was written, or would be: the recipe first. */
  readonly files: readonly string[]
  readonly written: boolean
}

/** What was seen, and what is proposed. */
export function initJson({ found, findings, proposal, files, written }: InitResult): InitOutput {
  const { sample, columns } = findings
  const { measured, recipe, reasons, schema } = proposal
  const schemaValue = parseJsonText(schema.text)
  return {
    format_version: 1,
    source: found.name,
    records: {
      looked_at: sample.records.length,
      total: sample.total ?? null,
      total_is_exact: sample.isTotalExact,
      all_seen: sample.isComplete,
      damaged: Object.fromEntries(sample.damaged),
    },
    columns: columns.map(describe),
    proposal: {
      kept: measured.kept,
      dropped: Object.fromEntries(measured.dropped),
      blank: measured.blank,
      duplicates: measured.duplicates,
      recipe: plainMembers(recipe),
      reasons: Object.fromEntries(reasons),
      schema: isJsonObject(schemaValue) ? plainMembers(schemaValue) : {},
    },
    environment: found.unset,
    files,
    written,
  }
}

function plainMembers(object: JsonObject): Readonly<Record<string, PlainJson>> {
  return Object.fromEntries(Array.from(object, ([key, member]) => [key, toPlain(member)]))
}

function describe({ path, kind, filled, shape, example }: Column): InitColumn {
  const distinct = countDifferent(shape)
  const lengths = kind === 'list' || kind === 'messages' ? shape.lists.lengths : shape.texts.lengths
  const { shortest: min, longest: max } = lengths
  return {
    path,
    type: kind,
    filled,
    distinct: distinct.count,
    distinct_is_exact: distinct.isExact,
    length: max === 0 ? null : { min, median: quantile(lengths, 0.5), max },
    example: example === undefined ? null : toPlain(example),
  }
}
