import { LoradexError } from '../kernel/error.js'

export interface RefusedQuery {
  readonly input: string
  /** What was expected and seen, with the place in the query where that is known. */
  readonly problem: string
  readonly hint: string
  readonly cause?: unknown
}

/** The database does not run the query; nothing was read. */
export function queryRefused({ input, problem, hint, cause }: RefusedQuery): LoradexError {
  return new LoradexError('source.query-refused', {
    message: `${input}: ${problem}`,
    details: { input },
    hint,
    cause,
  })
}

export type SqlFault = Pick<RefusedQuery, 'problem' | 'hint'>

/** What a database says, and the fault that it means; the first group is the name it is about. */
export type FaultPattern<Context> = readonly [
  said: RegExp,
  fault: (name: string, context: Context) => SqlFault,
]

/** The fault of the first pattern that matches. */
export function faultBy<Context>(
  patterns: readonly FaultPattern<Context>[],
  message: string,
  context: Context,
): SqlFault | undefined {
  for (const [pattern, fault] of patterns) {
    const match = pattern.exec(message)
    if (match) return fault(match[1] ?? '', context)
  }
  return undefined
}

export function unknownColumn(name: string, meant: string | undefined, place = ''): SqlFault {
  return {
    problem: `expected a column that there is, saw ${shown(name)}${place}${question(meant)}`,
    hint: meant === undefined ? 'Correct the name in the query.' : `Write ${meant} in the query.`,
  }
}

export function unknownTable(name: string, meant: string | undefined, place = ''): SqlFault {
  return {
    problem: `expected a table or view that there is, saw ${shown(name)}${place}${question(meant)}`,
    hint: meant === undefined ? 'Correct the name in the query.' : `Write ${meant} in the query.`,
  }
}

export function unknownFunction(name: string, meant: string | undefined, place = ''): SqlFault {
  return {
    problem: `expected a function that there is, saw ${shown(name)}${place}${question(meant)}`,
    hint: meant === undefined ? 'Correct the name in the query.' : `Write ${meant} in the query.`,
  }
}

export function ambiguousColumn(name: string, place = ''): SqlFault {
  return {
    problem: `expected a column of one table, saw ${shown(name)}${place}, which several have`,
    hint: `Write TABLE.${name} in the query.`,
  }
}

/** `near` is empty at the end of the query. */
export function syntaxFault(near: string, place = ''): SqlFault {
  const seen = near === '' ? 'its end too early' : `a mistake at ${shown(near)}`
  return {
    problem: `expected one SELECT, saw ${seen}${place}`,
    hint: near === '' ? 'Write the rest of the query.' : 'Correct the query at this place.',
  }
}

export function notASelect(seen: string): SqlFault {
  return {
    problem: `expected one SELECT, saw ${seen}`,
    hint: 'Write one SELECT: nothing may be changed.',
  }
}

export function sameName(input: string, column: string): LoradexError {
  return queryRefused({
    input,
    problem: `expected columns of different names, saw ${shown(column)} twice`,
    hint: 'Name the columns apart with AS.',
  })
}

const MOST_SHOWN = 150

/** What a database says and we have no words for: the first line of it, in no more than a line. */
export function said(message: string): string {
  const [line = ''] = message.split('\n')
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN).toWellFormed()}…` : line
}

function shown(name: string): string {
  return JSON.stringify(said(name))
}

function question(meant: string | undefined): string {
  return meant === undefined ? '' : `, did you mean ${meant}?`
}
