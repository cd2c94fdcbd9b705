import { LoradexError, messageOf } from '../kernel/error.js'
import { redactUrl } from '../kernel/redact.js'
import { nearestPath } from './nearest-path.js'
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

export interface DuckDbQuery {
  readonly sql: string
  readonly baseFolder: string
}

/** What DuckDB refuses before a row was read. */
export function duckDbRefused(cause: unknown, query: DuckDbQuery): LoradexError {
  const message = messageOf(cause).replace(/^Failed to \w+ statements?: /u, '')
  const [, pattern] = /No files found that match the pattern "(.+)"/u.exec(message) ?? []
  if (pattern !== undefined) return noMatch(pattern, query.baseFolder)
  return queryRefused({ input: DUCKDB_INPUT, ...faultOf(message, query), cause })
}

/** What DuckDB stumbles over on its way. */
export function duckDbLost(cause: unknown, query: DuckDbQuery): LoradexError {
  return new LoradexError('source.lost', {
    message: `${DUCKDB_INPUT}: expected to read on, DuckDB says: ${sentence(messageOf(cause), query)}`,
    details: { input: DUCKDB_INPUT },
    hint: 'Check the files that the query reads and its casts (TRY_CAST gives null instead).',
    cause,
  })
}

interface Context extends DuckDbQuery {
  /** What DuckDB proposes instead. */
  readonly meant: string | undefined
  readonly place: string
  /** What it says, for people. */
  readonly sentence: string
}

const patterns: readonly FaultPattern<Context>[] = [
  [
    /Referenced column "([^"]+)" not found/u,
    (name, { meant, place }) => unknownColumn(name, meant, place),
  ],
  [/Table with name "?(\S+?)"? does not exist/u, noTableCalled],
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
  [/at end of input/u, () => syntaxFault('')],
  [/at or near "([^"]*)"/u, (name, { place }) => syntaxFault(name, place)],
  [
    /No function matches/u,
    (_, { place }) => ({
      problem: `expected a function for these types, saw none${place}`,
      hint: 'Cast the values first, for example CAST(x AS double).',
    }),
  ],
  [
    /Could not (?:convert|cast)/u,
    (_, { place, sentence: seen }) => ({
      problem: `expected values that can be cast, DuckDB says: ${seen}${place}`,
      hint: 'Write TRY_CAST(x AS type), which gives null instead.',
    }),
  ],
]

function faultOf(message: string, query: DuckDbQuery): SqlFault {
  const [, meant] = /(?:Candidate bindings: |Did you mean )"([^"]+)"/u.exec(message) ?? []
  const context: Context = {
    ...query,
    meant,
    place: placeIn(message),
    sentence: sentence(message, query),
  }
  return (
    faultBy(patterns, message, context) ?? {
      problem: `expected a query that runs, DuckDB says: ${context.sentence}${context.place}`,
      hint: 'Correct source.sql in the recipe; paths in it start from the folder of the recipe.',
    }
  )
}

/** DuckDB has tables of its own, which nobody means; a file in quotes is a table too. */
function noTableCalled(name: string, { place, baseFolder }: Context): SqlFault {
  const file = nearestPath(name, baseFolder)
  return unknownTable(name, file === undefined ? undefined : `'${file}'`, place)
}

/** The first line without the class of the error. Texts that are not of the query are values of records. */
function sentence(message: string, { sql, baseFolder }: DuckDbQuery): string {
  const plain = message.replace(/^[\w ]+ Error: /u, '').replaceAll(`${baseFolder}/`, '')
  const line = said(plain).replace(/\.$/u, '')
  const masked = line.replaceAll(/'([^']*)'/gu, (quoted, text: string) =>
    text !== '' && sql.includes(text) ? quoted : "'…'",
  )
  return redactUrl(masked)
}

/** DuckDB shows the line and points at the place; a long line is cut at its start. */
function placeIn(message: string): string {
  const [, prefix = '', line, text = '', pointer = ''] =
    /^((LINE \d+): )(.*)\n( *)\^/mu.exec(message) ?? []
  if (line === undefined || text.startsWith('...')) return ''
  return ` at ${line.slice('LINE '.length)}:${pointer.length - prefix.length + 1} of the query`
}
