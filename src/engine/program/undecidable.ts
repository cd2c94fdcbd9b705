/** A job that the byte lane cannot do; never leaves this folder. */
export class Undecidable extends Error {
  /** For people: what there is no room for, and where. */
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}
