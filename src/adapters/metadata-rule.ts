/** One statement about one member. */
export interface MetadataRule {
  readonly pointer: string
  readonly level: 'error' | 'warning'
  readonly expected: string
  /** What the member is, as JSON can hold it. */
  readonly value: unknown
  readonly holds: boolean
}
