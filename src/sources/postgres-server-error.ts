import { messageOf } from '../kernel/error.js'
import { nearestWord } from '../kernel/nearest-word.js'
import {
  ambiguousColumn,
  said,
  syntaxFault,
  unknownColumn,
  unknownFunction,
  unknownTable,
  type SqlFault,
} from './query-refused.js'

/** What the server says of an error (Postgres manual, "Error and Notice Message Fields"). */
export interface ServerError {
  readonly message: string
  /** Five letters and digits; the first two are the class. */
  readonly code: string
  /** What the server suggests. */
  readonly hint?: string | undefined
  /** Character in the statement, counted from 1. */
  readonly position?: string | undefined
}

export function serverError(cause: unknown): ServerError | undefined {
  if (!(cause instanceof Error) || !('severity' in cause) || !('code' in cause)) return undefined
  const { message, code } = cause
  if (typeof code !== 'string') return undefined
  return { message, code, hint: textOf(cause, 'hint'), position: textOf(cause, 'position') }
}

/** The login: invalid authorization. */
const LOGIN_CLASS = '28'

/** Also when there is no password to log in with, which the driver finds. */
export function isLoginRefused(cause: unknown): boolean {
  const server = serverError(cause)
  if (server) return server.code.startsWith(LOGIN_CLASS)
  return /password must be a (?:non-empty )?string/u.test(messageOf(cause))
}

export function isMissingTable(cause: unknown): boolean {
  return serverError(cause)?.code === '42P01'
}

/** What the user wrote within the statement that was sent. */
export interface UserQuery {
  /** Characters of the statement before it. */
  readonly start: number
  readonly length: number
  /** Names of tables that there are, for advice. @default none */
  readonly tables?: readonly string[]
}

const nothing: UserQuery = { start: 0, length: 0 }

interface Context {
  readonly error: ServerError
  readonly query: UserQuery
  /** What the message quotes first. */
  readonly name: string
  /** Where in the user's query, for people; empty when it is not in it. */
  readonly place: string
}

/** By SQLSTATE (Postgres manual, appendix A). */
const faults: Readonly<Record<string, (context: Context) => SqlFault>> = {
  '42703': ({ error, place }) => unknownColumn(columnIn(error.message), suggestion(error), place),
  '42P01': ({ name, query, place }) =>
    unknownTable(name, nearestWord(name, query.tables ?? []), place),
  '42883': ({ error, name, place }) =>
    unknownFunction(/function (\S+)\(/u.exec(error.message)?.[1] ?? name, undefined, place),
  '42702': ({ name, place }) => ambiguousColumn(name, place),
  '42601': ({ error, name, place }) =>
    error.position === undefined ? severalStatements : syntaxFault(place === '' ? '' : name, place),
  '42501': ({ error }) => ({
    problem: `expected the right to read, the server says: ${said(error.message)}`,
    hint: 'Grant SELECT to the user of source.url, or use another user.',
  }),
  '25006': ({ place }) => ({
    problem: `expected a query that only reads, saw one that writes${place}`,
    hint: 'Write one SELECT.',
  }),
  '08P01': () => ({
    problem: 'expected a query without parameters, saw some',
    hint: 'Write the values themselves.',
  }),
}

/** What is wrong with a query, by the code of the server. */
export function queryFault(error: ServerError, query: UserQuery = nothing): SqlFault {
  const { code, message } = error
  const at = Number(error.position ?? 0) - query.start
  const place = at > 0 && at <= query.length ? ` at character ${at} of the query` : ''
  const [, name = ''] = /["«„](.+?)["»“]/u.exec(message) ?? []
  return (
    faults[code]?.({ error, query, name, place }) ?? {
      problem: `expected a query that runs, the server says: ${said(message)}${place}`,
      hint: 'Correct source.query or source.table in the recipe: one SELECT, VALUES or TABLE.',
    }
  )
}

const severalStatements: SqlFault = {
  problem: 'expected one SELECT, saw several statements',
  hint: 'Write one SELECT, without a semicolon within it.',
}

/** `column "a" does not exist`, or `column q.a does not exist`. */
function columnIn(message: string): string {
  const [, quoted, plain] = /column (?:"(.+?)"|(\S+)) /u.exec(message) ?? []
  return quoted ?? plain ?? said(message)
}

/** `Perhaps you meant to reference the column "faq.answer".` */
function suggestion({ hint = '' }: ServerError): string | undefined {
  return /column "(.+?)"/u.exec(hint)?.[1]
}

function textOf(error: object, key: string): string | undefined {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : undefined
}
