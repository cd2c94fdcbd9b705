import type { CommandIo } from './command-io.js'

/** A schema can have thousands; nobody reads more than these. */
const MOST_SHOWN = 10

export function showWarnings(
  warnings: readonly string[],
  io: Pick<CommandIo, 'stderr' | 'warn'>,
): void {
  const { warn = (text: string) => io.stderr(`warning: ${text}`) } = io
  for (const warning of warnings.slice(0, MOST_SHOWN)) warn(warning)
  const rest = warnings.length - MOST_SHOWN
  if (rest > 0) warn(`and ${rest} more like these`)
}
