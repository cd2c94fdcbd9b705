import type { Providers } from './providers.mjs'

export interface LeftOut {
  readonly line: number
  readonly kind: string
  readonly reason: string
}

export interface PageOutcome {
  readonly path: string
  /** Each begins with `path:line`. */
  readonly failures: readonly string[]
  /** What was run, checked and compared, by kind. */
  readonly done: Readonly<Record<string, number>>
  readonly leftOut: readonly LeftOut[]
}

export function runPage(path: string, providers: Providers): Promise<PageOutcome>
