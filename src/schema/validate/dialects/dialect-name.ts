/** Oldest first. */
export const dialectNames = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12'] as const

export type DialectName = (typeof dialectNames)[number]

/** Whether `name` is at least as new as `than`. */
export function isSince(name: DialectName, than: DialectName): boolean {
  return dialectNames.indexOf(name) >= dialectNames.indexOf(than)
}
