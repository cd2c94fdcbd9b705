import { canBeCompared, mayBeSame } from '../../kernel/file-digests.js'
import type { ManifestShard } from '../../records/manifest.js'
import type { ReportDocument } from '../report-document.js'
import { changedValues, dottedPath, jsonPointer } from './changed-values.js'
import {
  figureGroups,
  type ComparedExport,
  type ComparedFigure,
  type ComparedGate,
  type ComparedGateResult,
  type ComparedInput,
  type Comparison,
} from './comparison.js'
import { figuresOf } from './figures-of.js'

export interface NamedReport {
  readonly path: string
  readonly report: ReportDocument
}

/** What changed from one export to another. */
export function compareReports(before: NamedReport, after: NamedReport): Comparison {
  const [old, now] = [before.report, after.report]
  return {
    before: exportOf(before),
    after: exportOf(after),
    compared_by: haveCommonDigests(old, now) ? 'digests' : 'sizes',
    same_data: sameFiles(old.shards, now.shards),
    same_rejects: sameFiles(old.rejects, now.rejects),
    same_plan: old.plan_digest === now.plan_digest,
    figures: compareFigures(old, now),
    gates: compareGates(old, now),
    recipe: changedValues(old.recipe, now.recipe, dottedPath),
    schema: changedValues(old.schema, now.schema, jsonPointer),
    inputs: compareInputs(old, now),
  }
}

function exportOf({ path, report }: NamedReport): ComparedExport {
  const { source, plan_digest, loradex_version } = report
  return { path, source, plan_digest, loradex_version }
}

/** An export has none, the plain SHA-256 of its files, their tree hashes, or both. */
function haveCommonDigests(before: ReportDocument, after: ReportDocument): boolean {
  if (before.digests === 'none' || after.digests === 'none') return false
  return (['shards', 'rejects'] as const).every((series) =>
    before[series].every((file, index) => {
      const other = after[series][index]
      return other === undefined || canBeCompared(file, other)
    }),
  )
}

function sameFiles(before: readonly ManifestShard[], after: readonly ManifestShard[]): boolean {
  return (
    before.length === after.length &&
    before.every((shard, index) => {
      const { file, records, bytes } = shard
      const other = after[index]
      if (other === undefined || file !== other.file) return false
      return records === other.records && bytes === other.bytes && mayBeSame(shard, other)
    })
  )
}

function compareFigures(before: ReportDocument, after: ReportDocument): readonly ComparedFigure[] {
  const figures = new Map<string, ComparedFigure>()
  for (const { group, name, value } of figuresOf(before)) {
    figures.set(`${group} ${name}`, { group, name, before: value, after: null })
  }
  for (const { group, name, value } of figuresOf(after)) {
    const known = figures.get(`${group} ${name}`)
    figures.set(`${group} ${name}`, { group, name, before: known?.before ?? null, after: value })
  }
  // What only one of them has stands with its group all the same.
  return figureGroups.flatMap((group) =>
    Array.from(figures.values()).filter((figure) => figure.group === group),
  )
}

function compareGates(before: ReportDocument, after: ReportDocument): readonly ComparedGate[] {
  const names = new Set([...before.gates, ...after.gates].map(({ gate }) => gate))
  return Array.from(names, (gate) => ({
    gate,
    before: resultOf(before, gate),
    after: resultOf(after, gate),
  }))
}

function resultOf(
  { gates }: ReportDocument,
  name: ComparedGate['gate'],
): ComparedGateResult | null {
  const found = gates.find(({ gate }) => gate === name)
  if (found === undefined) return null
  const { observed, allowed, passed } = found
  return { observed, allowed, passed }
}

function compareInputs(before: ReportDocument, after: ReportDocument): readonly ComparedInput[] {
  const [old, now] = [before, after].map(
    ({ inputs }) => new Map(inputs.map(({ input, parts: _parts, ...read }) => [input, read])),
  )
  const names = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])
  return Array.from(names, (input) => ({
    input,
    before: old?.get(input) ?? null,
    after: now?.get(input) ?? null,
  })).filter((each) => !sameRecords(each))
}

function sameRecords({ before, after }: ComparedInput): boolean {
  if (before === null || after === null || before.records !== after.records) return false
  const [old, now] = [before.records_sha256, after.records_sha256]
  return old === undefined || now === undefined || old === now
}
