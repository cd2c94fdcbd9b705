/** A result in the formats that JSON Schema 2019-09 and later give. */
export interface OutputUnit {
  readonly valid: boolean
  /** The way to the keyword, through `$ref`. */
  readonly keywordLocation: string
  /** Where the keyword stands in its document; after `#` alone in a schema without a URI. */
  readonly absoluteKeywordLocation?: string
  readonly instanceLocation: string
  readonly error?: string
  readonly errors?: readonly OutputUnit[]
}

/** `flag` says no more than `valid`. */
export type StandardOutput =
  | { readonly valid: boolean }
  | { readonly valid: boolean; readonly errors: readonly OutputUnit[] }
  | OutputUnit

export const outputFormats = ['flag', 'basic', 'detailed'] as const

export type OutputFormat = (typeof outputFormats)[number]
