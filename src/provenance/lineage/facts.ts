import type { JsonObject } from '../../kernel/json-value.js'
import type { AdapterMetadataConfig } from '../../adapters/adapter-config.js'
import type { DigestedManifest } from './with-digests.js'

/** All that documents about an adapter and its data are made from. Nothing in them is typed twice. */
export interface ReleaseFacts {
  readonly adapter?: AdapterFacts
  readonly data?: DataFacts
  /** Of loradex. */
  readonly version: string
  /** `YYYY-MM-DDTHH:MM:SSZ`, of the release. */
  readonly releasedAt: string
}

export interface FileFact {
  /** Relative, with `/`. */
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

export interface AdapterFacts {
  readonly metadata: AdapterMetadataConfig
  /** `adapter_metadata.json` as it is, with what the configuration above does not hold. */
  readonly document: JsonObject
  /** `adapter_config.json` as it is. */
  readonly config: JsonObject
  /** Weights and configuration: what a loader reads. */
  readonly files: readonly FileFact[]
  readonly metrics: readonly MetricFact[]
  /** SPDX identifier; empty when nobody said. */
  readonly license: string
}

/** A measurement of the adapter. */
export interface MetricFact {
  readonly name: string
  readonly value: number
  readonly split?: string
  readonly dataset?: string
  readonly low?: number
  readonly high?: number
}

/** An export. */
export interface DataFacts {
  readonly name: string
  readonly manifest: DigestedManifest
  /** Of the bytes of `manifest.json`: what names this version of the data. */
  readonly manifestSha256: string
  readonly style: string
  readonly recipe: unknown
  readonly columns: readonly ColumnFact[]
  readonly gates: readonly GateFact[]
}

export interface ColumnFact {
  readonly name: string
  readonly kind: 'string' | 'integer' | 'number' | 'boolean' | 'other'
}

export interface GateFact {
  readonly gate: string
  readonly observed: number | null
  readonly allowed: number
  readonly passed: boolean
}
