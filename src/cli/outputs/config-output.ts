import type { PlainJson } from '../../kernel/plain-json.js'

/** What `loradex config show --json` prints. */
export interface ConfigOutput {
  readonly format_version: 1
  readonly config_file: {
    /** Null for a user without a home. */
    readonly path: string | null
    readonly exists: boolean
  }
  readonly machine: readonly EffectiveValue[]
  /** Null where no recipe was named and there was none. */
  readonly recipe: { readonly path: string; readonly values: readonly EffectiveValue[] } | null
}

/** What counts, and who said it. */
export interface EffectiveValue {
  /** `workers`, `quality.min_text_length` */
  readonly key: string
  readonly value: PlainJson
  readonly origin: Origin
}

/** From the one that counts most to the one that counts least. */
export type Origin =
  | { readonly kind: 'option'; readonly option: string }
  | { readonly kind: 'variable'; readonly variable: string }
  | PlacedOrigin
  | { readonly kind: 'default' }

export interface PlacedOrigin {
  readonly kind: 'recipe' | 'config'
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
}
