/** How much text of others a page shows. Characters, but for `rows`. */
export interface Limits {
  /** Of lists that the export may make as long as it likes: inputs, files, splits. */
  readonly rows: number
  /** Names of fields, files and splits, places in files. */
  readonly name: number
  readonly pointer: number
  readonly message: number
  /** Recipe and schema, each. */
  readonly document: number
}

/** From generous to what fits whatever the texts hold: one character takes up to 6 bytes. */
export const limitsInTurn: readonly [Limits, ...Limits[]] = [
  { rows: 12, name: 120, pointer: 160, message: 240, document: 8000 },
  { rows: 8, name: 60, pointer: 80, message: 120, document: 3000 },
  { rows: 4, name: 24, pointer: 40, message: 60, document: 600 },
]
