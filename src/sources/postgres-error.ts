import { isLoradexError, LoradexError, messageOf } from '../kernel/error.js'
import { systemFailure } from '../kernel/system-failure.js'
import {
  isLoginRefused,
  queryFault,
  serverError,
  type ServerError,
  type UserQuery,
} from './postgres-server-error.js'
import { queryRefused, said } from './query-refused.js'

export interface Failure {
  /** What locations call the source; holds no password. */
  readonly input: string
  readonly cause: unknown
}

/** Connection, rollback, resources, intervention of an operator, system and internal errors. */
const LOST_CLASSES = ['08', '40', '53', '57', '58', 'XX']
/** Of the class of connections, but what a query with parameters gets. */
const PARAMETERS_MISSING = '08P01'
const NO_SUCH_DATABASE = '3D000'

/** Nothing was read yet: the server cannot be reached, or does not let us in. */
export function cannotConnect({ input, cause }: Failure): LoradexError {
  const server = serverError(cause)
  if (server?.code === NO_SUCH_DATABASE) {
    return new LoradexError('source.not-found', {
      message: `${input}: expected a database of that name, the server has none`,
      details: { input },
      hint: 'Correct the name of the database in source.url.',
      cause,
    })
  }
  const isLogin = isLoginRefused(cause)
  const { seen, hint } = isLogin ? refusedLogin(server) : noConnection(cause, server)
  return new LoradexError('source.unreadable', {
    message: `${input}: expected a connection, saw ${seen}`,
    details: { input, ...(isLogin && { reason: 'login-refused' as const }) },
    hint,
    cause,
  })
}

interface Refusal {
  readonly seen: string
  readonly hint: string
}

function refusedLogin(server: ServerError | undefined): Refusal {
  if (server === undefined) {
    return {
      seen: 'no password',
      hint: 'Write the password into the environment: postgres://user:${PASSWORD}@….',
    }
  }
  const hint = 'Correct the user and the password in source.url.'
  return { seen: `a login refused (${said(server.message)})`, hint }
}

function noConnection(cause: unknown, server: ServerError | undefined): Refusal {
  const hint = 'Check host and port in source.url, and that the server runs.'
  if (server)
    return { seen: said(server.message), hint: 'Start again once the server takes connections.' }
  const failure = systemFailure(cause)
  if (failure) return { seen: failure.seen, hint }
  const message = messageOf(cause)
  if (/timeout/iu.test(message)) return { seen: 'no answer in 15 s', hint }
  if (/SSL/u.test(message)) {
    const isWithout = /does not support SSL/u.test(message)
    const how = isWithout
      ? 'Remove sslmode=require from source.url'
      : 'Correct sslmode in source.url'
    return {
      seen: isWithout ? 'a server without TLS' : 'TLS that fails',
      hint: `${how}, or set TLS up on the server.`,
    }
  }
  return { seen: 'a connection that was closed', hint }
}

/** The statement was refused, or the connection was lost. */
export function readFailure({ input, cause }: Failure, query?: UserQuery): LoradexError {
  if (isLoradexError(cause)) return cause
  const error = serverError(cause)
  if (error && !isLost(error)) return queryRefused({ input, ...queryFault(error, query), cause })
  const seen = error
    ? said(error.message)
    : (systemFailure(cause)?.seen ?? 'a connection that was closed')
  return new LoradexError('source.lost', {
    message: `${input}: expected to read on, saw ${seen}`,
    details: { input },
    hint: 'Start the export again once the server answers.',
    cause,
  })
}

function isLost({ code }: ServerError): boolean {
  return code !== PARAMETERS_MISSING && LOST_CLASSES.includes(code.slice(0, 2))
}
