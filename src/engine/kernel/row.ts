import { KEPT, SCRATCH, SCRATCH_END, TOO_LARGE } from '../layout'

/** What is known of the row that is being read. */
export class Row {
  /** Why it is undecided. */
  static why: u32 = KEPT
  /** Slots that are filled, as bits. */
  static present: u64 = 0
  /** Next free byte of the scratch area. */
  static scratch: usize = SCRATCH
  /** Code points of the texts that the assistant says; for rows with messages. */
  static said: u32 = 0
  /** Scratch place of these texts; 0: no messages were read. */
  static saidStart: usize = 0
  static saidEnd: usize = 0
}

/** Gives the row up: to be returned, as no value ends at 0. */
// @ts-ignore: decorator
@inline
export function undecided(why: u32): usize {
  Row.why = why
  return 0
}

/** Makes sure that so many bytes can be written to the scratch area, and some to spare. */
// @ts-ignore: decorator
@inline
export function hasRoom(bytes: usize): bool {
  if (Row.scratch + bytes + 128 < SCRATCH_END) return true
  Row.why = TOO_LARGE
  return false
}
