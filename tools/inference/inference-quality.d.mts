/** Schemas inferred from instances, as plain JSON. */
export type Maker = (instances: readonly unknown[]) => unknown

export interface Quality {
  readonly maker: string
  readonly schemas: number
  /** Shares from 0 to 1: of the instances seen and held out that are accepted, of the invalid ones refused. */
  readonly seen: number
  readonly held: number
  readonly invalid: number
}

export interface QualityOptions {
  /** Instances of each schema. */
  readonly most: number
  /** Only those of MaskBench itself. @default false */
  readonly published?: boolean
  readonly every: number
}

export function inferenceQuality(
  makers: Readonly<Record<string, Maker>>,
  options: QualityOptions,
): Promise<readonly Quality[]>

export function ours(evidence: { readonly support?: number; readonly isStrict?: boolean }): Maker
