import type { PlainJson } from '../../kernel/plain-json.js'
import type { GateResult } from '../gates.js'

/** What is different between two exports, spelled as in the JSON that `--compare --json` prints. */
export interface Comparison {
  readonly before: ComparedExport
  readonly after: ComparedExport
  /** `sizes`: the exports have no digests in common, and the same means as many records and bytes. */
  readonly compared_by: 'digests' | 'sizes'
  /** Whether the shards of samples are the same, byte for byte and file for file. */
  readonly same_data: boolean
  /** The same of the rejects. */
  readonly same_rejects: boolean
  readonly same_plan: boolean
  /** Those that either export has, equal ones too. */
  readonly figures: readonly ComparedFigure[]
  readonly gates: readonly ComparedGate[]
  readonly recipe: readonly ComparedValue[]
  readonly schema: readonly ComparedValue[]
  /** Inputs that were added, taken away or read differently. */
  readonly inputs: readonly ComparedInput[]
}

export interface ComparedExport {
  /** The folder as it was named. */
  readonly path: string
  readonly source: string
  readonly plan_digest: string
  readonly loradex_version: string
}

export interface ComparedFigure {
  readonly group: FigureGroup
  /** A split, a drop code, a quantile. */
  readonly name: string
  /** Null where the export does not have it. */
  readonly before: number | null
  readonly after: number | null
}

/** In the order they are shown in. */
export const figureGroups = [
  'records',
  'dropped',
  'splits',
  'schema',
  'lengths',
  'weights',
  'diversity',
  'duplicates',
] as const

export type FigureGroup = (typeof figureGroups)[number]

export interface ComparedGate {
  readonly gate: GateResult['gate']
  readonly before: ComparedGateResult | null
  readonly after: ComparedGateResult | null
}

export type ComparedGateResult = Omit<GateResult, 'gate'>

export interface ComparedValue {
  /** Dotted keys in the recipe, a JSON Pointer in the schema. */
  readonly path: string
  /** Absent where there is none. */
  readonly before?: PlainJson
  readonly after?: PlainJson
}

export interface ComparedInput {
  readonly input: string
  readonly before: ComparedRecords | null
  readonly after: ComparedRecords | null
}

interface ComparedRecords {
  readonly records: number
  readonly records_sha256?: string
}
