import type { Column } from '../init/columns/column.js'
import type { Findings, Proposal } from '../init/propose/proposal.js'
import type { FoundSource } from '../init/source/found-source.js'
import { countDistinct } from '../schema/infer/distinct-values.js'
import { quantile } from '../schema/infer/lengths.js'
import { parseJsonText } from '../kernel/parse-json.js'
import type {
  ColumnOutput,
  InitOutput,
  ProposalOutput,
  RecordsOutput,
} from './outputs/init-output.js'

export interface InitResult {
  readonly found: FoundSource
  readonly findings: Findings
  readonly proposal: Proposal
  /** What was written, or would be: the recipe first. */
  readonly files: readonly string[]
}

/** The keys of an output; exact values become plain when it is printed. */
type Keys<Output> = Readonly<Record<keyof Output, unknown>>

/** What `--json` prints: what was seen, and what is proposed. */
export function initJson({ found, findings, proposal, files }: InitResult): Keys<InitOutput> {
  const { sample, columns } = findings
  return {
    format_version: 1,
    source: found.name,
    records: recordsOf(sample),
    columns: columns.map(describe),
    proposal: proposalOf(proposal),
    environment: found.unset,
    files,
  }
}

function recordsOf(sample: Findings['sample']): RecordsOutput {
  return {
    looked_at: sample.records.length,
    total: sample.total ?? null,
    total_is_exact: sample.isTotalExact,
    all_seen: sample.isComplete,
    damaged: Object.fromEntries(sample.damaged),
  }
}

function proposalOf({ measured, recipe, reasons, schema }: Proposal): Keys<ProposalOutput> {
  return {
    kept: measured.kept,
    dropped: Object.fromEntries(measured.dropped),
    blank: measured.blank,
    duplicates: measured.duplicates,
    recipe,
    reasons: Object.fromEntries(reasons),
    schema: parseJsonText(schema.text) ?? null,
  }
}

function describe({ path, kind, filled, shape, example }: Column): Keys<ColumnOutput> {
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
