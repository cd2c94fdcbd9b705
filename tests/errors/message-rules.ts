import { homedir } from 'node:os'

/** What is said of one failure. */
export interface Said {
  /** `error source.no-match: …`, and a line for each problem where there are several. */
  readonly error: readonly string[]
  readonly code: string
  readonly hint: string
}

/** The failures in a text of stderr or a golden, indented or not. */
export function failuresIn(text: string): readonly Said[] {
  const found = text.matchAll(/^ *error ([\w.-]+): (.*(?:\n *(?!hint: ).*)*?)\n *hint: (.*)$/gmu)
  return Array.from(found, ([, code = '', message = '', hint = '']) => ({
    code,
    hint,
    error: message.split('\n').map((line) => line.trim()),
  }))
}

const MOST_CHARACTERS = 300

/** Verbs that begin a hint: it says what to do. */
const verbs: ReadonlySet<string> = new Set(
  `Add Await Begin Break Cast Change Check Convert Copy Correct Decompress Download Export Fetch
  Free Give Grant Indent Lower Look List Move Name Pass Put Raise Remove Rename Report Run Save Set
  Shorten Split Start Update Use Wait Write Avoid Let Choose Say Leave Join Close Turn Escape Take
  Make`.split(/\s+/u),
)

/** What is wrong with the wording of a message, whatever it is about. */
export function faultsOf({ error, hint }: Said): readonly string[] {
  const lines = [...error, hint]
  return [
    ...lines
      .filter(({ length }) => length > MOST_CHARACTERS)
      .map(() => 'longer than 300 characters'),
    ...(hint.endsWith('.') ? [] : ['the hint ends without a full stop']),
    ...(/[.!?]\s+\p{Lu}/u.test(hint) ? ['the hint is more than one sentence'] : []),
    ...(verbs.has(hint.split(' ')[0] ?? '') ? [] : ['the hint begins without a verb']),
    ...(error.length === 1 && !isExpectation(error[0] ?? '') ? ['nothing expected or seen'] : []),
    ...lines.flatMap(leaksIn),
  ]
}

/** `expected X, saw Y`, or that a word is unknown. */
function isExpectation(message: string): boolean {
  return /expected .*(?:saw |, it is |, nothing is at |says: |the server has |has several )|unknown |missing, expected/u.test(
    message,
  )
}

const leaks: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a secret', /hunter2|wr0ng/u],
  ['undefined', /\bundefined\b/u],
  ['an object as text', /\[object /u],
  ['a stack', /\bat (?:file:|node:|async )/u],
  ['a temporary folder', /\/tmp\/|\/var\/folders\//u],
  ['a folder of the machine', /\/work\/|\/home\/|\/root\//u],
  ['an error code of the system', /\bE[A-Z]{3,}\b(?!-)|errno|syscall/u],
  ['a class of an error', /\b\w+Error\b/u],
]

function leaksIn(line: string): readonly string[] {
  const own = line.includes(homedir()) && homedir() !== '/' ? ['the home folder'] : []
  return [...own, ...leaks.filter(([, pattern]) => pattern.test(line)).map(([name]) => name)]
}
