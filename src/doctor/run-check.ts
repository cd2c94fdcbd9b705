import { isLoradexError, messageOf } from '../kernel/error.js'
import type { Check, Finding } from './check.js'

/** A check with what it found. */
export type Checked = Pick<Check, 'id' | 'title'> & Finding

/** What is thrown is a finding as well: the other checks still tell something. */
export async function runCheck(check: Check): Promise<Checked> {
  const { id, title } = check
  try {
    return { id, title, ...(await check.run()) }
  } catch (cause) {
    const advice = isLoradexError(cause) ? cause.hint : 'Report this: the check itself is broken.'
    return { id, title, verdict: 'fail', saw: messageOf(cause), advice, cause }
  }
}
