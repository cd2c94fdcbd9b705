import { isJsonObject } from '../kernel/json-value.js'
import type { ExportResult } from '../records/export-result.js'

/** Bounds on an export as a whole, keyed as in the recipe. */
export interface Gates {
  readonly min_compliance_rate?: number | undefined
  readonly max_duplicate_rate?: number | undefined
  readonly max_drop_rate?: number | undefined
  readonly min_samples?: number | undefined
  readonly min_diversity_score?: number | undefined
}

export interface GateResult {
  readonly gate: keyof Gates
  /** Null when there was nothing to measure; the gate then fails. */
  readonly observed: number | null
  readonly allowed: number
  readonly passed: boolean
}

/** The gates that the recipe sets, each with what was observed. */
export function judgeGates(gates: Gates, result: ExportResult): readonly GateResult[] {
  const observed = observe(result)
  const names: readonly (keyof Gates)[] = [
    'min_compliance_rate',
    'max_duplicate_rate',
    'max_drop_rate',
    'min_samples',
    'min_diversity_score',
  ]
  return names.flatMap((gate) => {
    const allowed = gates[gate]
    if (allowed === undefined) return []
    const value = observed[gate]
    return [{ gate, observed: value, allowed, passed: holds(gate, value, allowed) }]
  })
}

function holds(gate: keyof Gates, observed: number | null, allowed: number): boolean {
  if (observed === null) return false
  return gate.startsWith('min_') ? observed >= allowed : observed <= allowed
}

function observe({ counts, metrics }: ExportResult): Record<keyof Gates, number | null> {
  const { read, emitted, dropped } = counts
  return {
    min_compliance_rate: numberIn(metrics, 'schema_validation', 'compliance_rate'),
    max_duplicate_rate: read === 0 ? 0 : (dropped.duplicate ?? 0) / read,
    max_drop_rate: read === 0 ? 0 : (read - emitted) / read,
    min_samples: emitted,
    min_diversity_score: numberIn(metrics, 'diversity', 'score'),
  }
}

function numberIn(metrics: ExportResult['metrics'], id: string, key: string): number | null {
  const report = metrics.get(id)
  const value = isJsonObject(report) ? report.get(key) : undefined
  return typeof value === 'number' ? value : null
}
