/**
 * How many records were decided as bytes, and how many as objects for which reason. A fact about the
 * run: threads learn different things, and the bytes of the export are the same all the same.
 */
export interface LaneCounts {
  readonly bytes: number
  /** Reasons in alphabetical order; those that did not occur are left out. */
  readonly objects: Readonly<Record<string, number>>
}
