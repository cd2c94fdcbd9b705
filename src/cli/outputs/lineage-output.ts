import type { LineageNode } from '../../provenance/lineage/graph.js'

/** What `loradex lineage find --json` prints. */
export interface LineageFindOutput {
  readonly format_version: 1
  /** Of the record, in hex: how the index knows it. */
  readonly hash: string
  readonly sightings: readonly SightingOutput[]
}

export interface SightingOutput {
  /** The export, by its manifest. */
  readonly manifest_sha256: string
  readonly data: string
  /** `cases.jsonl:8123` */
  readonly at: string
  /** `emitted`, or the reason it was dropped. */
  readonly outcome: string
  /** The record that stands for it, where it is a duplicate. */
  readonly kept?: string
  /** Duplicates of it that were dropped. */
  readonly copies: readonly string[]
  /** Of its sample, or of the one that stands for it; null where there is none, or it is not known. */
  readonly split: string | null
  /** Those that were trained on it. */
  readonly adapters: readonly AdapterOutput[]
  /** Those that were trained on the export without it. */
  readonly held_out_from: readonly AdapterOutput[]
}

export interface AdapterOutput {
  readonly id: LineageNode['id']
  readonly name: string
}

/** What `loradex lineage add --json` prints. */
export interface LineageAddOutput {
  readonly format_version: 1
  readonly store: string
  readonly lineage: string
  readonly manifest_sha256: string
  /** In bytes. */
  readonly index: number
}
