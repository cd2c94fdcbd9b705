/** A recipe that is no job; never leaves `createJob`. */
export class NoJob extends Error {}
