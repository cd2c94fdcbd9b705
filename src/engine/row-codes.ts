// What the kernel says of a row. Compiled twice, as `layout.ts` is.

// Why a row is undecided.
export const KEPT: u32 = 0
export const SYNTAX: u32 = 1
export const ESCAPED_KEY: u32 = 2
export const REPEATED_KEY: u32 = 3
export const NUMBER_SPELLING: u32 = 4
export const CHECK_FAILED: u32 = 5
export const MISSING: u32 = 6
export const NEW_SHAPE: u32 = 7
export const WEIGHT: u32 = 9
export const TOO_LARGE: u32 = 10
export const SPELLED_ANEW: u32 = 11
export const LEFT_ALONE: u32 = 12
/** Decided: something is surely wrong with it, as `FAULTS` tells. */
export const DROPPED: u32 = 13

// What is wrong, to be told apart from everything else that may be wrong at the same place.
export const FAULT_TYPE: u32 = 1
export const FAULT_BLANK: u32 = 2
export const FAULT_SHORT: u32 = 3
export const FAULT_LONG: u32 = 4
export const FAULT_ENUM: u32 = 5
export const FAULT_SMALL: u32 = 6
export const FAULT_LARGE: u32 = 7
export const FAULT_ITEMS: u32 = 8
export const FAULT_ITEM: u32 = 9
export const FAULT_KEY: u32 = 10
export const FAULT_MISSING: u32 = 11
export const FAULT_EMPTY: u32 = 12
export const FAULT_PATTERN: u32 = 13
export const FAULT_WEIGHT: u32 = 14
