/** Small enough that two threads share even a modest file, large enough that hand-over is free. */
export const PART_BYTES: number = 8 * 1024 * 1024

/** Parts of a file of some size: what each of them costs no longer counts, and threads still share them evenly. */
export const PARTS_PER_FILE = 64

/**
 * What is done again at most, on each thread, when an export is resumed. As outcomes are taken in plan order, a thread
 * can be ahead of the others by no more than one part or so.
 */
export const MOST_PART_BYTES: number = 16 * 1024 * 1024

/** Of 1, 2 and 4 MB, an export of 1.15 GB took 4.5, 4.4 and 4.4 s of CPU and 222, 225 and 241 MB at most. */
export const BATCH_BYTES: number = 2 * 1024 * 1024

/** A chat of a million tokens is about 5 MB; anything longer than this is not a record. */
export const MAX_RECORD_BYTES: number = 64 * 1024 * 1024
