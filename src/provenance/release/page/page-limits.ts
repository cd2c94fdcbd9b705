/** How much of others' texts a page shows: characters, and rows of a table. */
export interface PageLimits {
  readonly text: number
  readonly rows: number
}

/** From generous to what fits whatever the texts hold: one character takes up to 6 bytes. */
export const pageLimits: readonly PageLimits[] = [
  { text: 240, rows: 60 },
  { text: 80, rows: 24 },
  { text: 40, rows: 8 },
]

export interface SectionProps<Plan> {
  readonly plan: Plan
  readonly limits: PageLimits
}
