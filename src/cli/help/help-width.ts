import type { CommandIo } from '../command-io.js'

const DEFAULT_WIDTH = 80
/** Longer lines are hard to read. */
const MAX_WIDTH = 100

/** Characters in a line of help: what `COLUMNS` says, within reason. */
export function helpWidth({ env }: Pick<CommandIo, 'env'>): number {
  const columns = Number(env['COLUMNS'] ?? '')
  return Number.isInteger(columns) && columns > 0 ? Math.min(columns, MAX_WIDTH) : DEFAULT_WIDTH
}
