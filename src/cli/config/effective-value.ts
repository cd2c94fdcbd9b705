import type { PlainJson } from '../../kernel/plain-json.js'

/** What counts, and who said it; spelled as `--json` prints it. */
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

interface PlacedOrigin {
  readonly kind: 'recipe' | 'config'
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
}

/** `loradex.yaml:12:9`, `--set quality.min_text_length`, `LORADEX_WORKERS`, `default` */
export function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'option':
      return origin.option
    case 'variable':
      return origin.variable
    case 'recipe':
    case 'config':
      return `${origin.file}:${origin.line}:${origin.column}`
    case 'default':
      return 'default'
  }
}
