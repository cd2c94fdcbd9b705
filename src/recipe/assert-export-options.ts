import { LoradexError } from '../kernel/error.js'
import { countOption } from './count-option.js'

const COUNTS = ['limit', 'workers', 'dedupMemory', 'checkpointMs'] as const

type Checked = Readonly<Partial<Record<(typeof COUNTS)[number], number | null>>> & {
  readonly target: unknown
}

/** @throws `usage.invalid` when an option is out of bounds: nothing would come of it, or no end. */
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
}
