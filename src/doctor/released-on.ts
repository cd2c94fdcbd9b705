/** The day of the last change to the list of Node releases or later; a clock before it is wrong. */
export const RELEASED_ON = '2026-11-01'
