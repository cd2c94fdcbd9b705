import type { Environment } from './secrets.js'

/** `SOURCE_DATE_EPOCH` (seconds since 1970) stands in for the clock where it is set. */
export function exportInstant(env: Environment = {}): Date {
  const epoch = env['SOURCE_DATE_EPOCH'] ?? ''
  return /^\d{1,12}$/u.test(epoch) ? new Date(Number(epoch) * 1000) : new Date()
}
