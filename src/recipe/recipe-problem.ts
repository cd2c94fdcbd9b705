export type RecipePath = readonly (string | number)[]

/** Whether the key is wrong, or what it holds. */
export type Place = 'key' | 'value'

export interface Problem {
  readonly path: RecipePath
  readonly place: Place
  /** What was expected and what was seen; never a secret. */
  readonly text: string
  /** What to write instead, in one imperative sentence. */
  readonly hint: string
  /** The key of the same section that an unknown one seems to stand for. */
  readonly meant?: string
  /** Line and column, when the path alone does not lead there. */
  readonly at?: string
}

const LONGEST_PATH = 12

/** `quality.min_text_length`; keys that would be misread, or disturb a terminal, are quoted. */
export function showPath(path: RecipePath): string {
  if (path.length === 0) return 'recipe'
  const keys = path.length > LONGEST_PATH ? [...path.slice(0, LONGEST_PATH), '…'] : path
  return keys.map(showKey).join('.')
}

/** Without those that say of one of the paths that nothing is there. */
export function withoutMissing(
  problems: readonly Problem[],
  paths: ReadonlySet<string>,
): readonly Problem[] {
  return problems.filter(
    ({ path, text }) => !text.startsWith('missing') || !paths.has(showPath(path)),
  )
}

function showKey(key: string | number): string {
  const text = String(key)
  return /^(?:[\w$-]{1,60}|…)$/u.test(text) ? text : quote(text)
}

/** Longer texts are cut. */
const SHOWN_CODE_POINTS = 60

/** A text in quotes, short, and with nothing in it that a terminal would obey. */
export function quote(text: string): string {
  const shown = Array.from(text.slice(0, 2 * SHOWN_CODE_POINTS)).slice(0, SHOWN_CODE_POINTS)
  const start = shown.join('')
  const cut = start.length < text.length ? `${start}…` : start
  return JSON.stringify(cut).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnit)
}

function escapeUnit(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
