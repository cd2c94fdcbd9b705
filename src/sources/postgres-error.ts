import { isLoradexError, LoradexError, messageOf } from '../kernel/error.js'

/** What the server says of an error (Postgres manual, "Error and Notice Message Fields"). */
interface ServerError {
  readonly message: string
  /** Five letters and digits; the first two are the class. */
  readonly code: string
  /** Character in the statement, counted from 1. */
  readonly position?: string | undefined
}

export interface Failure {
  /** What locations call the source; holds no password. */
  readonly input: string
  readonly cause: unknown
}

/** The login: invalid authorization. */
const LOGIN_CLASS = '28'
/** Connection, rollback, resources, intervention of an operator, system and internal errors. */
const LOST_CLASSES = ['08', '40', '53', '57', '58', 'XX']
/** Of the class of connections, but what a query with parameters gets. */
const PARAMETERS_MISSING = '08P01'

/** Nothing was read yet: the server cannot be reached, or does not let us in. */
export function cannotConnect({ input, cause }: Failure): LoradexError {
  const isLogin = serverError(cause)?.code.startsWith(LOGIN_CLASS) === true
  return new LoradexError('source.unreadable', {
    message: `cannot connect to ${input}: ${reasonOf(cause)}`,
    details: { input, ...(isLogin && { reason: 'login-refused' as const }) },
    hint: isLogin
      ? 'Check the user and the password in source.url.'
      : 'Check host, port and database in source.url, and that the server runs.',
    cause,
  })
}

/** The statement was refused, or the connection was lost. `prefix` stands before the user's query. */
export function readFailure({ input, cause }: Failure, prefix = ''): LoradexError {
  if (isLoradexError(cause)) return cause
  const error = serverError(cause)
  if (error === undefined || isLost(error)) {
    return new LoradexError('source.lost', {
      message: `${input} was lost while it was read: ${reasonOf(cause)}`,
      details: { input },
      hint: 'Start the export again once the server answers.',
      cause,
    })
  }
  return new LoradexError('source.query-refused', {
    message: `${input} refuses the query: ${error.message}${placeText(error, prefix)}`,
    details: { input },
    hint: 'Correct source.query or source.table in the recipe: one SELECT, VALUES or TABLE.',
    cause,
  })
}

function isLost({ code }: ServerError): boolean {
  return code !== PARAMETERS_MISSING && LOST_CLASSES.includes(code.slice(0, 2))
}

/** A connection refused at every address of a host comes as several errors without a message. */
function reasonOf(cause: unknown): string {
  return cause instanceof AggregateError
    ? cause.errors.map((error) => messageOf(error)).join('; ')
    : messageOf(cause)
}

function placeText({ position }: ServerError, prefix: string): string {
  const place = Number(position) - prefix.length
  return place > 0 ? ` (at character ${place} of it)` : ''
}

function serverError(cause: unknown): ServerError | undefined {
  if (!(cause instanceof Error) || !('severity' in cause) || !('code' in cause)) return undefined
  const { message, code } = cause
  const position = 'position' in cause ? cause.position : undefined
  if (typeof code !== 'string') return undefined
  return { message, code, position: typeof position === 'string' ? position : undefined }
}
