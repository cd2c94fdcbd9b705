import type { CommandIo } from './command-io.js'

/** A schema can have thousands; nobody reads more than these. */
const MOST_SHOWN = 10

export function showWarnings(warnings: readonly string[], io: CommandIo): void {
  for (const warning of warnings.slice(0, MOST_SHOWN)) io.stderr(`warning: ${warning}`)
  const rest = warnings.length - MOST_SHOWN
  if (rest > 0) io.stderr(`warning: and ${rest} more like these`)
}
