import type { Expression, Grammar } from '../grammar.js'

/** A piece of text that a lexer cuts out as a whole: a rule, or a literal or set within a rule. */
export interface Lexeme {
  readonly expression: Expression
  /** Classes of characters it can begin with. */
  readonly first: ReadonlySet<number>
  readonly isNullable: boolean
}

/** What is a lexeme; everything else is made of lexemes. */
export type LexemeOf = (expression: Expression) => Lexeme | undefined

type Classes = ReadonlySet<number>

interface Start {
  readonly classes: Classes
  readonly canBeEmpty: boolean
}

const nowhere: Start = { classes: new Set(), canBeEmpty: true }

/** By lexeme: the classes of characters that can stand behind it. */
export function lexemeFollow(
  { start, rules }: Grammar,
  lexemeOf: LexemeOf,
): ReadonlyMap<Lexeme, Classes> {
  const starts = new Map<string, Start>()
  const behindRules = new Map<string, Set<number>>([[start, new Set()]])
  const behindLexemes = new Map<Lexeme, Set<number>>()
  let isChanged = true

  function startOf(expression: Expression): Start {
    const lexeme = lexemeOf(expression)
    if (lexeme) return { classes: lexeme.first, canBeEmpty: lexeme.isNullable }
    switch (expression.kind) {
      case 'rule':
        return starts.get(expression.name) ?? { classes: new Set(), canBeEmpty: false }
      case 'repeat': {
        const { classes, canBeEmpty } = startOf(expression.body)
        return { classes, canBeEmpty: canBeEmpty || expression.min === 0 }
      }
      case 'choice': {
        const options = expression.options.map(startOf)
        const classes = joined(options.map((option) => option.classes))
        return { classes, canBeEmpty: options.some(({ canBeEmpty }) => canBeEmpty) }
      }
      case 'sequence':
        return expression.parts.map(startOf).reduceRight(before, nowhere)
      case 'text':
      case 'chars':
        return nowhere
      case 'token':
        return { classes: new Set(), canBeEmpty: false }
    }
  }

  function add<Key>(map: Map<Key, Set<number>>, key: Key, after: Classes): void {
    const known = map.get(key) ?? new Set<number>()
    const { size } = known
    isChanged ||= !map.has(key)
    map.set(key, known)
    for (const item of after) known.add(item)
    isChanged ||= known.size > size
  }

  function visit(expression: Expression, after: Classes): void {
    const lexeme = lexemeOf(expression)
    if (lexeme) add(behindLexemes, lexeme, after)
    else if (expression.kind === 'rule') add(behindRules, expression.name, after)
    else visitParts(expression, after)
  }

  function visitParts(expression: Expression, after: Classes): void {
    if (expression.kind === 'repeat') {
      const again = expression.max > 1 ? startOf(expression.body).classes : new Set<number>()
      visit(expression.body, joined([after, again]))
    }
    if (expression.kind === 'choice') for (const option of expression.options) visit(option, after)
    if (expression.kind !== 'sequence') return
    let behind = after
    for (const part of expression.parts.toReversed()) {
      visit(part, behind)
      behind = before({ classes: behind, canBeEmpty: false }, startOf(part)).classes
    }
  }

  while (isChanged) {
    isChanged = false
    for (const [name, body] of rules) {
      const known = starts.get(name)
      const now = startOf(body)
      isChanged ||= known?.classes.size !== now.classes.size || known.canBeEmpty !== now.canBeEmpty
      starts.set(name, now)
      const after = behindRules.get(name)
      if (after) visit(body, after)
    }
  }
  return behindLexemes
}

/** What begins with `first` and goes on with `rest`. */
function before(rest: Start, first: Start): Start {
  if (!first.canBeEmpty) return first
  return { classes: joined([first.classes, rest.classes]), canBeEmpty: rest.canBeEmpty }
}

function joined(sets: readonly Classes[]): Classes {
  return new Set(sets.flatMap((set) => Array.from(set)))
}
