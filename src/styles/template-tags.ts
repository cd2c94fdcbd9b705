import { LoradexError } from '../kernel/error.js'

/** Literal text, or what stands between `{{` and `}}`. */
export type Piece = string | Tag

export interface Tag {
  /** Position of the `{{`. */
  readonly at: number
  readonly tokens: readonly Token[]
}

export interface Token {
  readonly kind: 'word' | 'quoted' | 'mark'
  /** Without its quotes and escapes. */
  readonly text: string
  readonly at: number
}

/** Cuts a template into texts and tags, in one pass; `\{{` stands for a literal `{{`. */
export function splitTags(template: string): readonly Piece[] {
  const pieces: Piece[] = []
  let text = ''
  let at = 0
  for (;;) {
    const open = template.indexOf('{{', at)
    if (open < 0) break
    const isEscaped = open > at && template[open - 1] === '\\'
    text += isEscaped ? `${template.slice(at, open - 1)}{{` : template.slice(at, open)
    at = open + 2
    if (isEscaped) continue
    if (text !== '') pieces.push(text)
    text = ''
    const { tokens, end } = readTokens(template, at)
    pieces.push({ at: open, tokens })
    at = end
  }
  text += template.slice(at)
  if (text !== '') pieces.push(text)
  return pieces
}

const ANY_TAG =
  'Write {{path}}, {{path | filter}}, {{#if path}}…{{/if}} or {{#each path}}…{{/each}}.'

export interface TemplateFault {
  /** In UTF-16 units of the template. */
  readonly at: number
  /** What was expected and what was seen there. */
  readonly problem: string
  /** What to write, in one imperative sentence. @default one of the tags that there are */
  readonly hint?: string
}

export function templateError(
  template: string,
  { at, problem, hint = ANY_TAG }: TemplateFault,
): LoradexError {
  const before = template.slice(0, at)
  const line = before.split('\n').length
  const column = at - before.lastIndexOf('\n')
  return new LoradexError('template.invalid', {
    message: `template ${line}:${column}: ${problem}`,
    details: { template },
    hint,
  })
}

const endsWord: ReadonlySet<string> = new Set([' ', '\t', '\r', '\n', '|', ',', '"', "'", '{', '}'])

function readTokens(template: string, start: number): { tokens: readonly Token[]; end: number } {
  const tokens: Token[] = []
  let at = start
  for (;;) {
    const letter = template[at]
    if (letter === undefined)
      throw templateError(template, {
        at,
        problem: 'expected }}, saw the end',
        hint: 'Add }} where the tag ends.',
      })
    if (letter === '}' && template[at + 1] === '}') return { tokens, end: at + 2 }
    if (letter === '{' || letter === '}') {
      const problem = `expected }}, saw one ${letter}`
      const hint = `Write }}, or put quotes around a path with ${letter} in it.`
      throw templateError(template, { at, problem, hint })
    }
    if (letter === '"' || letter === "'") {
      const { text, end } = readQuoted(template, at)
      tokens.push({ kind: 'quoted', text, at })
      at = end
    } else if (letter === '|' || letter === ',') {
      tokens.push({ kind: 'mark', text: letter, at })
      at += 1
    } else if (endsWord.has(letter)) {
      at += 1
    } else {
      const end = endOfWord(template, at)
      tokens.push({ kind: 'word', text: template.slice(at, end), at })
      at = end
    }
  }
}

function endOfWord(template: string, start: number): number {
  let at = start
  while (at < template.length && !endsWord.has(template.charAt(at))) at += 1
  return at
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\\', '\\'],
  ['"', '"'],
  ["'", "'"],
])

function readQuoted(template: string, start: number): { text: string; end: number } {
  const quote = template[start]
  let text = ''
  for (let at = start + 1; at < template.length; at += 1) {
    const letter = template.charAt(at)
    if (letter === quote) return { text, end: at + 1 }
    if (letter === '\\') {
      at += 1
      const escaped = escapes.get(template.charAt(at))
      if (escaped === undefined) {
        const problem = `expected n, r, t, \\, " or ' after the \\, saw ${template.charAt(at)}`
        const hint = String.raw`Write \\ for a backslash.`
        throw templateError(template, { at, problem, hint })
      }
      text += escaped
    } else {
      text += letter
    }
  }
  const problem = `expected ${quote} that ends this text, saw the end`
  throw templateError(template, { at: start, problem, hint: `Add ${quote} where the text ends.` })
}
