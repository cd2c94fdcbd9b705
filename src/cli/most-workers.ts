/** More threads than any machine that this is likely to run on has cores. */
export const MOST_WORKERS = 64
