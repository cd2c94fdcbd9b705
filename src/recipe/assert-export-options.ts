import { LoradexError } from '../kernel/error.js'
import { countOption } from './count-option.js'
import { exportInstant } from './export-instant.js'
import type { Environment } from './secrets.js'

const COUNTS = ['limit', 'workers', 'dedupMemory', 'checkpointMs'] as const

type Checked = Readonly<Partial<Record<(typeof COUNTS)[number], number | null>>> & {
  readonly target: unknown
  readonly env?: Environment | undefined
}

/** @throws `usage.invalid` when an option or the environment holds what no export can end well with. */
export function assertExportOptions(options: Checked): void {
  const { target } = options
  if (typeof target !== 'string' || target === '') {
    throw new LoradexError('usage.invalid', {
      message: `target: expected a folder, saw ${target === '' ? 'an empty text' : typeof target}`,
      details: { args: ['target'] },
      hint: 'Pass the path of the folder to make.',
    })
  }
  for (const name of COUNTS) countOption(options[name] ?? 0, { name, min: 0, mayBeInfinite: true })
  exportInstant(options.env)
}
