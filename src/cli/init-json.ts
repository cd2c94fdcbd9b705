import type { Column } from '../init/columns/column.js'
import type { Findings, Proposal } from '../init/propose/proposal.js'
import type { FoundSource } from '../init/source/found-source.js'
import { countDistinct } from '../schema/infer/distinct-values.js'
import { quantile } from '../schema/infer/lengths.js'
import { parseJsonText } from '../kernel/parse-json.js'

export interface InitResult {
  readonly found: FoundSource
  readonly findings: Findings
  readonly proposal: Proposal
  /** What was written, or would be: the recipe first. */
  readonly files: readonly string[]
}

/** What `--json` prints: what was seen, and what is proposed. */
export function initJson({ found, findings, proposal, files }: InitResult): object {
  const { sample, columns } = findings
  const { measured, recipe, reasons, schema } = proposal
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
      recipe,
      reasons: Object.fromEntries(reasons),
      schema: parseJsonText(schema.text) ?? null,
    },
    environment: found.unset,
    files,
  }
}

function describe({ path, kind, filled, shape, example }: Column): object {
  const distinct = countDistinct(shape.distinct)
  const lengths = kind === 'list' || kind === 'messages' ? shape.lists.lengths : shape.texts.lengths
  return {
    path,
    type: kind,
    filled,
    distinct: distinct.count,
    distinct_is_exact: distinct.isExact,
    length:
      lengths.longest === 0
        ? null
        : { min: lengths.shortest, median: quantile(lengths, 0.5), max: lengths.longest },
    example: example ?? null,
  }
}
