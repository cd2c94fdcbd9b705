import { LoradexError } from '../kernel/error.js'
import { systemFailure } from '../kernel/system-failure.js'

/** Why an attempt to fetch gave nothing. */
export interface HttpFailure {
  readonly error: LoradexError
  /** In a few words. */
  readonly seen: string
  /** Trying again may help. */
  readonly isPassing: boolean
}

/** Answers that may be other ones a little later. */
const PASSING_STATUSES: readonly number[] = [408, 425, 429, 500, 502, 503, 504]

/** `input` is what messages call the address: nothing secret is in it. */
export function statusFailure(input: string, status: number): HttpFailure {
  const seen = `status ${status}`
  if (status === 401 || status === 403 || status === 407) {
    const hint = 'Correct source.headers: the server does not let us in with them.'
    return refused({ input, seen: `${seen}, no access`, hint, isLogin: true })
  }
  if (status === 404 || status === 410) {
    const error = new LoradexError('source.not-found', {
      message: `${input}: expected lines of JSON, saw ${seen}, nothing is there`,
      details: { input },
      hint: 'Correct the address in source.url.',
    })
    return { error, seen, isPassing: false }
  }
  if (status >= 500 || PASSING_STATUSES.includes(status)) {
    const hint = 'Start again later: the server could not answer now.'
    const isPassing = PASSING_STATUSES.includes(status)
    return { ...lost({ input, seen, hint }), isPassing }
  }
  return refused({ input, seen, hint: 'Correct source.url and source.headers.' })
}

interface Unanswered {
  readonly input: string
  readonly seen: string
  readonly hint?: string
  readonly cause?: unknown
}

/** Nothing came back: no server, no connection, no certificate. */
export function connectionFailure(input: string, cause: unknown): HttpFailure {
  const failure = systemFailure(cause)
  const seen = failure?.seen ?? 'no answer'
  const code = failure?.code ?? ''
  if (/CERT|SIGNATURE|_SSL_|ISSUER/u.test(code)) {
    const hint = 'Check the address, and name the certificate authority in NODE_EXTRA_CA_CERTS.'
    return refused({ input, seen, hint, cause })
  }
  if (code === 'ENOTFOUND') {
    return refused({ input, seen, hint: 'Correct the host in source.url.', cause })
  }
  const hint = 'Check host and port in source.url, and that the server runs, then start again.'
  return { ...lost({ input, seen, hint, cause }), isPassing: true }
}

/** What came is not, or not all of, what was asked for. */
export function lost({ input, seen, hint, cause }: Unanswered): HttpFailure {
  const error = new LoradexError('source.lost', {
    message: `${input}: expected lines of JSON, saw ${seen}`,
    details: { input },
    hint: hint ?? 'Check the address in source.url, then start again.',
    cause,
  })
  return { error, seen, isPassing: false }
}

interface Refused extends Unanswered {
  readonly hint: string
  readonly isLogin?: boolean
}

/** Nothing changes this but another recipe. */
export function refused({ input, seen, hint, cause, isLogin = false }: Refused): HttpFailure {
  const error = new LoradexError('source.unreadable', {
    message: `${input}: expected lines of JSON, saw ${seen}`,
    details: { input, ...(isLogin && { reason: 'login-refused' as const }) },
    hint,
    cause,
  })
  return { error, seen, isPassing: false }
}
