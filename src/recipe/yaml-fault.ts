import type { CST, YAMLParseError } from 'yaml'

/** What breaks the syntax of a recipe. */
export interface SyntaxFault {
  /** In UTF-16 units of the text. */
  readonly offset: number
  /** What was expected and what was seen; nothing of the text but one character. */
  readonly found: string
  readonly hint: string
}

type Description = readonly [found: string, hint: string]

const QUOTE_IT = 'Put quotes around the text.'

const byCode: Readonly<Record<string, Description>> = {
  TAB_AS_INDENT: [
    'expected spaces at the start of the line, saw a tab',
    'Indent with spaces only.',
  ],
  BAD_INDENT: [
    'expected the indentation of the lines above, saw another',
    'Begin all keys of a section in the same column.',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    'expected one value after the colon, saw a second colon',
    'Put quotes around a text with a colon in it, or begin a new line.',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'expected key: value, saw a line without a colon',
    'Write a colon and a space after the key.',
  ],
  BLOCK_IN_FLOW: [
    'expected { } or [ ] to be written on, saw keys by indentation',
    'Write all that is within { } or [ ] with commas.',
  ],
  BAD_ALIAS: ['expected a name after & or *, saw none', QUOTE_IT],
  BAD_DIRECTIVE: ['expected keys with values, saw a line that begins with %', QUOTE_IT],
  UNEXPECTED_TOKEN: [
    'expected the value to end here, saw more of it',
    'Put quotes around the whole value, or correct the brackets and commas before it.',
  ],
  MISSING_CHAR: [
    'expected key: value, saw a line without a colon',
    'Write a colon and a space after the key.',
  ],
  RESOURCE_EXHAUSTION: [
    'expected fewer levels, saw too many',
    'Write the recipe with fewer levels.',
  ],
}

/** In our words: the library speaks of scalars and flow maps. */
export function yamlFault(
  { code, message, pos: [offset] }: YAMLParseError,
  text: string,
  tokens: readonly CST.Token[],
): SyntaxFault {
  const character = text.charAt(offset)
  const opening = openBracket(tokens)
  if (message.includes('end with a') && opening) return unclosed(opening)
  if (message.startsWith('Missing closing')) return unclosedQuote(text, message)
  if (code === 'BAD_SCALAR_START') {
    return {
      offset,
      found: `expected a text, saw one that begins with ${character}`,
      hint: QUOTE_IT,
    }
  }
  if (code === 'BAD_DQ_ESCAPE') {
    const escape = text.slice(offset, offset + 2)
    const hint = String.raw`Write \\ for a backslash, or use single quotes.`
    return { offset, found: `expected an escape that there is, saw ${escape}`, hint }
  }
  if (/Missing ,|Unexpected ,|Missing space after :/u.test(message)) {
    const found = 'expected key: value with one comma between two of them'
    return { offset, found, hint: 'Correct the commas and colons within the brackets.' }
  }
  const [found, hint] = byCode[code] ?? ['expected YAML, saw something else', QUOTE_IT]
  return { offset, found, hint }
}

interface Opening {
  readonly offset: number
  readonly source: string
}

function unclosed({ offset, source }: Opening): SyntaxFault {
  const close = source === '{' ? '}' : ']'
  return {
    offset,
    found: `expected ${close} that closes this ${source}, saw none`,
    hint: `Add ${close} where it belongs.`,
  }
}

/** The last quote of the kind: one that closes it is what is missing. */
function unclosedQuote(text: string, message: string): SyntaxFault {
  const quote = message.includes('"') ? '"' : "'"
  const offset = Math.max(0, text.lastIndexOf(quote))
  return {
    offset,
    found: `expected a second ${quote} that ends this text, saw none`,
    hint: `Add ${quote} where the text ends.`,
  }
}

/** The innermost bracket that is not closed. */
function openBracket(tokens: readonly CST.Token[]): Opening | undefined {
  let found: Opening | undefined
  let level = tokens
  while (level.length > 0) {
    const open = level.find(
      (token) =>
        token.type === 'flow-collection' &&
        !token.end.some(({ type }) => type === 'flow-map-end' || type === 'flow-seq-end'),
    )
    if (open?.type === 'flow-collection') found = open.start
    level = level.flatMap(childrenOf)
  }
  return found
}

/** What a token of the concrete syntax holds. */
export function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value]
  if (!('items' in token)) return []
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat())
}
