import { LoradexError } from '../kernel/error.js'
import type { Environment } from './secrets.js'

/**
 * `SOURCE_DATE_EPOCH` (https://reproducible-builds.org/specs/source-date-epoch/) stands in for the clock where it is set.
 * @throws `usage.invalid` where it is no number of seconds: what is to be reproduced would hold another time.
 */
export function exportInstant(env: Environment = {}): Date {
  const epoch = env['SOURCE_DATE_EPOCH'] ?? ''
  if (epoch === '') return new Date()
  if (/^\d{1,12}$/u.test(epoch)) return new Date(Number(epoch) * 1000)
  throw new LoradexError('usage.invalid', {
    message: `SOURCE_DATE_EPOCH: expected whole seconds since 1970, saw ${JSON.stringify(epoch.slice(0, 60))}`,
    details: { args: ['SOURCE_DATE_EPOCH'] },
    hint: 'Set it to such a number, for example SOURCE_DATE_EPOCH=1700000000, or unset it.',
  })
}
