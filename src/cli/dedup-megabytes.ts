/** From so little that keys of any number go to the disk, to what one table in memory can hold. */
export const DEDUP_MEGABYTES = { min: 1, max: 8192 } as const
