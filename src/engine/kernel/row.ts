import { SCRATCH, SCRATCH_END } from '../layout'
import { KEPT, TOO_LARGE } from '../row-codes'

/** What is known of the row that is being read. */
export class Row {
  /** Why it is undecided. */
  static why: u32 = KEPT
  /** Slots that are filled, as bits. */
  static present: u64 = 0
  /** Fingerprint of everything that is wrong with it; 0: nothing. */
  static faults: u64 = 0
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

/**
 * Notes a fault. Rows with equal faults at equal places are dropped alike: `where` is an address in
 * the program, `detail` whatever else an explanation tells.
 */
export function blame(where: usize, fault: u32, detail: u64): void {
  let faults = (Row.faults ^ (<u64>where << 8) ^ <u64>fault) * 0x9fb21c651e98df25
  faults = (rotl<u64>(faults ^ (faults >> 32), 29) ^ detail) * 0xd6e8feb86659fd93
  faults ^= faults >> 32
  Row.faults = faults == 0 ? 1 : faults
}

/** Makes sure that so many bytes can be written to the scratch area, and some to spare. */
// @ts-ignore: decorator
@inline
export function hasRoom(bytes: usize): bool {
  if (Row.scratch + bytes + 128 < SCRATCH_END) return true
  Row.why = TOO_LARGE
  return false
}
