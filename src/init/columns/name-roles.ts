import { aspects, opposites, roleWords, type Role } from './role-words.data.js'

/** How well a name says what a column is for: 1 when it is just that word, 0 when it says nothing. */
export type RoleFit = number

/** The words of a list come in the order of their clearness; the last still counts nine tenths. */
const LEAST_RANK = 0.9

const words = new Map(
  Object.entries(roleWords).map(([role, list]): [string, ReadonlyMap<string, number>] => [
    role,
    ranked(list),
  ]),
)
const oppositeWords = new Set(wordsOf(opposites))
const aspectWords = new Set(wordsOf(aspects))

/** A column whose name only ends with the word; one whose name begins with it. */
const LAST_WORD = 0.8
const FIRST_WORD = 0.6

/** How well `name` fits the role: `answer` is an output, so are, less so, `gold_answer` and `answer_text`. */
export function roleFit(name: string, role: Role): RoleFit {
  const parts = wordsOf(name)
  const whole = rankOf(parts.join(''), role)
  if (whole > 0) return whole
  if (role === 'group') return groupFit(parts)
  if (isAbout(parts, role)) return 0
  const [first = '', ...rest] = parts
  const asLast = LAST_WORD * rankOf(rest.at(-1) ?? '', role)
  // `id_card` is no identifier.
  return asLast === 0 && role !== 'id' ? FIRST_WORD * rankOf(first, role) : asLast
}

function rankOf(word: string, role: Role): number {
  const known = words.get(role)
  return known?.get(word) ?? known?.get(withoutPlural(word)) ?? 0
}

/** `answer_length` and `wrong_answer` are no answers. */
function isAbout(parts: readonly string[], role: Role): boolean {
  if (role !== 'id' && aspectWords.has(parts.at(-1) ?? '')) return true
  return role !== 'rejected' && parts.some((part) => oppositeWords.has(part))
}

/** Whether a word of the name is one for the role, whatever the others make of it. */
export function mentions(name: string, role: Role): boolean {
  return wordsOf(name).some((word) => words.get(role)?.has(word))
}

/** `conversation_id` names the group that a record belongs to. */
function groupFit(parts: readonly string[]): RoleFit {
  const isId = parts.length > 1 && ['id', 'uuid', 'key'].includes(parts.at(-1) ?? '')
  return isId ? rankOf(parts.at(-2) ?? '', 'group') : 0
}

function ranked(list: string): ReadonlyMap<string, number> {
  const all = wordsOf(list)
  const step = (1 - LEAST_RANK) / Math.max(1, all.length)
  return new Map(all.map((word, index) => [word, 1 - index * step] as const).toReversed())
}

/** `answerText`, `answer_text` and `Answer text` are the words answer and text; accents do not count. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function withoutPlural(word: string): string {
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word
}
