import { LoradexError, messageOf } from '../kernel/error.js'
import { redactUrl } from '../kernel/redact.js'
import { noMatch } from './no-match.js'
import {
  ambiguousColumn,
  faultBy,
  queryRefused,
  said,
  syntaxFault,
  unknownColumn,
  unknownFunction,
  unknownTable,
  type FaultPattern,
  type SqlFault,
} from './query-refused.js'

export const DUCKDB_INPUT = 'duckdb query'

/** What DuckDB refuses before a row was read. */
export function duckDbRefused(cause: unknown, baseFolder: string): LoradexError {
  const message = messageOf(cause)
  const [, pattern] = /No files found that match the pattern "(.+)"/u.exec(message) ?? []
  if (pattern !== undefined) return noMatch(pattern, baseFolder)
  return queryRefused({ input: DUCKDB_INPUT, ...faultOf(message), cause })
}

/** What DuckDB stumbles over on its way. */
export function duckDbLost(cause: unknown): LoradexError {
  return new LoradexError('source.lost', {
    message: `${DUCKDB_INPUT}: expected to read on, DuckDB says: ${sentence(messageOf(cause))}`,
    details: { input: DUCKDB_INPUT },
    hint: 'Check the files that the query reads and its casts (TRY_CAST gives null instead).',
    cause,
  })
}

interface Context {
  /** What DuckDB proposes instead. */
  readonly meant: string | undefined
  readonly place: string
}

const patterns: readonly FaultPattern<Context>[] = [
  [
    /Referenced column "([^"]+)" not found/u,
    (name, { meant, place }) => unknownColumn(name, meant, place),
  ],
  [
    /Table with name "?(\S+?)"? does not exist/u,
    (name, { meant, place }) => unknownTable(name, meant, place),
  ],
  [
    /Function with name "?(\S+?)"? (?:does not exist|is not in)/u,
    (name, { meant, place }) => unknownFunction(name, meant, place),
  ],
  [
    /Ambiguous reference to column name "([^"]+)"/u,
    (name, { place }) => ambiguousColumn(name, place),
  ],
  [
    /requires the extension/u,
    () => ({
      problem:
        'expected files of this machine, saw one of a server or of a kind that takes an extension',
      hint: 'Download or convert the file first: the query may not use the network.',
    }),
  ],
  [/at or near "([^"]*)"/u, (name, { place }) => syntaxFault(name, place)],
  [/^Parser Error/u, () => syntaxFault('')],
]

function faultOf(message: string): SqlFault {
  const [, meant] = /(?:Candidate bindings: |Did you mean )"([^"]+)"/u.exec(message) ?? []
  const place = placeIn(message)
  return (
    faultBy(patterns, message, { meant, place }) ?? {
      problem: `expected a query that runs, DuckDB says: ${sentence(message)}${place}`,
      hint: 'Correct source.sql in the recipe; paths in it start from the folder of the recipe.',
    }
  )
}

/** The first line without the class of the error; texts in it may be values of records. */
function sentence(message: string): string {
  const line = said(message.replace(/^[\w ]+ Error: /u, ''))
  return redactUrl(line.replaceAll(/'[^']*'/gu, "'…'"))
}

/** DuckDB shows the line and points at the place; a long line is cut at its start. */
function placeIn(message: string): string {
  const [, prefix = '', line, text = '', pointer = ''] =
    /^((LINE \d+): )(.*)\n( *)\^/mu.exec(message) ?? []
  if (line === undefined || text.startsWith('...')) return ''
  return ` at ${line.slice('LINE '.length)}:${pointer.length - prefix.length + 1} of the query`
}
