import { nearestWord } from '../kernel/nearest-word.js'
import { filters, type FilterStep } from './template-filters.js'
import {
  splitTags,
  templateError,
  type Piece,
  type Tag,
  type TemplateFault,
  type Token,
} from './template-tags.js'

export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | ValueNode
  | {
      readonly kind: 'if'
      readonly path: string
      readonly body: readonly TemplateNode[]
      readonly otherwise: readonly TemplateNode[]
    }
  | { readonly kind: 'each'; readonly path: string; readonly body: readonly TemplateNode[] }

export interface ValueNode {
  readonly kind: 'value'
  /** `@index` is the position within `#each`; the empty path is the value itself. */
  readonly path: string
  readonly steps: readonly FilterStep[]
  /** What the steps do, for those who do it another way. */
  readonly filters: readonly FilterCall[]
}

export interface FilterCall {
  readonly name: string
  readonly args: readonly (string | number)[]
}

/** Rendering recurses, so blocks within blocks must have a bound. */
const MAX_BLOCKS = 32

/**
 * Parses in time linear in the template.
 * @throws `template.invalid` with line and column of the mistake.
 */
export function parseTemplate(template: string): readonly TemplateNode[] {
  const cursor: Cursor = { template, pieces: splitTags(template), next: 0, depth: 0 }
  const { nodes, ending } = readNodes(cursor)
  if (ending !== undefined) {
    const word = firstWord(ending)
    const problem = `expected {{#${word === '/each' ? 'each' : 'if'} path}} before it, saw {{${word}}} alone`
    throw templateError(template, {
      at: ending.at,
      problem,
      hint: 'Begin the block, or remove its end.',
    })
  }
  return nodes
}

interface Cursor {
  readonly template: string
  readonly pieces: readonly Piece[]
  next: number
  depth: number
}

const endings: ReadonlySet<string> = new Set(['else', '/if', '/each'])

/** Nodes up to the tag that ends them. */
function readNodes(cursor: Cursor): { nodes: readonly TemplateNode[]; ending: Tag | undefined } {
  const nodes: TemplateNode[] = []
  for (;;) {
    const piece = cursor.pieces[cursor.next]
    if (piece === undefined) return { nodes, ending: undefined }
    cursor.next += 1
    if (typeof piece === 'string') nodes.push({ kind: 'text', text: piece })
    else if (endings.has(firstWord(piece))) return { nodes, ending: piece }
    else nodes.push(readTag(cursor, piece))
  }
}

/** A quoted word is a path, whatever it looks like. */
function firstWord({ tokens: [first] }: Tag): string {
  return first?.kind === 'word' ? first.text : ''
}

function readTag(cursor: Cursor, tag: Tag): TemplateNode {
  const word = firstWord(tag)
  if (word === '#if' || word === '#each') return readBlock(cursor, tag)
  const { template } = cursor
  if (word.startsWith('#')) {
    const meant = nearestWord(word, ['#if', '#each'])
    const problem = `expected #if or #each, saw ${word}`
    throw templateError(template, {
      at: tag.at,
      ...(meant === undefined
        ? { problem }
        : { problem: `${problem}, did you mean ${meant}?`, hint: `Write {{${meant} path}}.` }),
    })
  }
  const [first, ...rest] = tag.tokens
  const path = readPath(template, tag, first)
  const calls = readFilters(template, rest)
  return {
    kind: 'value',
    path,
    steps: calls.map(({ step }) => step),
    filters: calls.map(({ call }) => call),
  }
}

function readBlock(cursor: Cursor, tag: Tag): TemplateNode {
  const { template } = cursor
  const [, pathToken, extra] = tag.tokens
  const path = readPath(template, tag, pathToken)
  if (extra !== undefined) {
    const problem = `expected }} after the path, saw ${extra.text}`
    const hint =
      'Write one path, in quotes if it has blanks: a block has neither filters nor comparisons.'
    throw templateError(template, { at: extra.at, problem, hint })
  }
  cursor.depth += 1
  if (cursor.depth > MAX_BLOCKS) {
    const problem = `expected at most ${MAX_BLOCKS} blocks in each other, saw more`
    throw templateError(template, { at: tag.at, problem, hint: 'Write the template with fewer.' })
  }
  const node = firstWord(tag) === '#if' ? readIf(cursor, tag, path) : readEach(cursor, tag, path)
  cursor.depth -= 1
  return node
}

function readIf(cursor: Cursor, tag: Tag, path: string): TemplateNode {
  const { nodes: body, ending } = readNodes(cursor)
  if (ending === undefined || firstWord(ending) !== 'else') {
    expectEnding(cursor, tag, ending)
    return { kind: 'if', path, body, otherwise: [] }
  }
  const second = readNodes(cursor)
  expectEnding(cursor, tag, second.ending)
  return { kind: 'if', path, body, otherwise: second.nodes }
}

function readEach(cursor: Cursor, tag: Tag, path: string): TemplateNode {
  const { nodes: body, ending } = readNodes(cursor)
  expectEnding(cursor, tag, ending)
  return { kind: 'each', path, body }
}

function expectEnding({ template }: Cursor, opened: Tag, ending: Tag | undefined): void {
  const expected = firstWord(opened).replace('#', '/')
  if (ending !== undefined && firstWord(ending) === expected) return
  const seen = ending === undefined ? 'the end' : `{{${firstWord(ending)}}}`
  throw templateError(template, {
    at: ending?.at ?? opened.at,
    problem: `expected {{${expected}}}, saw ${seen}`,
    hint: `Add {{${expected}}} where the block ends.`,
  })
}

function readPath(template: string, tag: Tag, token: Token | undefined): string {
  if (token === undefined || token.kind === 'mark' || token.text === '') {
    const at = token?.at ?? tag.at
    throw templateError(template, { at, problem: 'expected a path, saw none' })
  }
  const { kind, text, at } = token
  // As a pointer, a column of that name is not taken for the position.
  if (kind === 'quoted') return text === '@index' ? '/@index' : text
  if (text.startsWith('@') && text !== '@index') {
    const hint = 'Write @index, or put quotes around a path that begins with @.'
    throw templateError(template, { at, problem: `expected a path or @index, saw ${text}`, hint })
  }
  return text === '.' ? '' : text
}

/** `| name: argument, argument | name`, from the first bar on. */
function readFilters(template: string, tokens: readonly Token[]): readonly ReadFilter[] {
  const steps: ReadFilter[] = []
  for (let index = 0; index < tokens.length;) {
    const bar = tokens[index]
    if (bar !== undefined && !isMark(bar, '|')) {
      const problem = `expected | or }}, saw ${bar.text}`
      throw templateError(template, {
        at: bar.at,
        problem,
        hint: 'Write each path in {{ }} of its own, and quotes around a path that has blanks.',
      })
    }
    let end = index + 1
    while (end < tokens.length && !isMark(tokens[end], '|')) end += 1
    steps.push(readFilter(template, tokens.slice(index, end)))
    index = end
  }
  return steps
}

interface ReadFilter {
  readonly step: FilterStep
  readonly call: FilterCall
}

function readFilter(template: string, [, first, ...rest]: readonly Token[]): ReadFilter {
  const [word = '', ...glued] = first?.kind === 'word' ? first.text.split(':') : []
  const at = first?.at ?? template.length
  const filter = filters.find(({ name }) => name === word)
  if (filter === undefined) throw templateError(template, { at, ...unknownFilter(word) })
  // In `truncate:5` the argument is still part of the word.
  const text = glued.join(':')
  const args = readArguments(text === '' ? rest : [{ kind: 'word', text, at }, ...rest])
  const step = args === undefined ? undefined : filter.compile(args)
  if (args === undefined || step === undefined) {
    const problem = `expected arguments as in ${filter.usage}, saw others`
    throw templateError(template, { at, problem, hint: `Write ${filter.usage}.` })
  }
  return { step, call: { name: word, args } }
}

function unknownFilter(word: string): Omit<TemplateFault, 'at'> {
  const names = filters.map(({ name }) => name)
  const meant = nearestWord(word, names)
  const problem = `unknown filter ${JSON.stringify(word)}`
  return meant === undefined
    ? { problem, hint: `Use one of ${names.join(', ')}.` }
    : { problem: `${problem}, did you mean ${meant}?`, hint: `Write ${meant}.` }
}

/** Quoted texts and whole numbers with commas between them. */
function readArguments(tokens: readonly Token[]): readonly (string | number)[] | undefined {
  const args: (string | number)[] = []
  for (const [index, token] of tokens.entries()) {
    const isComma = isMark(token, ',')
    if (isComma !== (index % 2 === 1)) return undefined
    if (isComma) continue
    if (token.kind === 'word' && !/^\d{1,9}$/u.test(token.text)) return undefined
    args.push(token.kind === 'word' ? Number(token.text) : token.text)
  }
  return tokens.length > 0 && tokens.length % 2 === 0 ? undefined : args
}

function isMark(token: Token | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark
}
