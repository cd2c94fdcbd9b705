/** What a schema says by mistake: it can be compiled, but cannot be meant. */
export interface SchemaMistake {
  readonly pointer: string
  /** The key at the pointer is wrong rather than its value. @default false */
  readonly isKey?: boolean
  /** What was expected and what was seen there. */
  readonly problem: string
  /** What to write instead, in one imperative sentence. */
  readonly hint: string
}
