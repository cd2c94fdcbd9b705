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

type Classes = Set<number>

/** By lexeme: the classes of characters that can stand behind it. */
export function lexemeFollow(
  { start, rules }: Grammar,
  lexemeOf: LexemeOf,
): ReadonlyMap<Lexeme, ReadonlySet<number>> {
  const first = new Map<string, Classes>()
  const empty = new Set<string>()
  const follow = new Map<string, Classes>([[start, new Set()]])
  const behind = new Map<Lexeme, Classes>()
  let isChanged = true

  const addAll = (target: Classes, more: ReadonlySet<number>): void => {
    const { size } = target
    for (const item of more) target.add(item)
    isChanged ||= target.size > size
  }

  function firstOf(expression: Expression): {
    readonly classes: Classes
    readonly canBeEmpty: boolean
  } {
    const lexeme = lexemeOf(expression)
    if (lexeme) return { classes: new Set(lexeme.first), canBeEmpty: lexeme.isNullable }
    switch (expression.kind) {
      case 'rule':
        return {
          classes: first.get(expression.name) ?? new Set(),
          canBeEmpty: empty.has(expression.name),
        }
      case 'repeat': {
        const { classes, canBeEmpty } = firstOf(expression.body)
        return { classes, canBeEmpty: canBeEmpty || expression.min === 0 }
      }
      case 'choice': {
        const options = expression.options.map(firstOf)
        return {
          classes: new Set(options.flatMap(({ classes }) => [...classes])),
          canBeEmpty: options.some(({ canBeEmpty }) => canBeEmpty),
        }
      }
      case 'sequence': {
        const classes: Classes = new Set()
        for (const part of expression.parts) {
          const next = firstOf(part)
          for (const item of next.classes) classes.add(item)
          if (!next.canBeEmpty) return { classes, canBeEmpty: false }
        }
        return { classes, canBeEmpty: true }
      }
      case 'text':
      case 'chars':
      case 'token':
        return { classes: new Set(), canBeEmpty: expression.kind === 'text' }
    }
  }

  function visit(expression: Expression, after: Classes): void {
    const lexeme = lexemeOf(expression)
    if (lexeme) {
      const known = behind.get(lexeme) ?? new Set()
      behind.set(lexeme, known)
      addAll(known, after)
      return
    }
    switch (expression.kind) {
      case 'rule': {
        const known = follow.get(expression.name) ?? new Set()
        if (!follow.has(expression.name)) isChanged = true
        follow.set(expression.name, known)
        addAll(known, after)
        return
      }
      case 'repeat': {
        const again = expression.max > 1 ? firstOf(expression.body).classes : []
        visit(expression.body, new Set([...after, ...again]))
        return
      }
      case 'choice':
        for (const option of expression.options) visit(option, after)
        return
      case 'sequence': {
        let behindPart = after
        for (const part of expression.parts.toReversed()) {
          visit(part, behindPart)
          const { classes, canBeEmpty } = firstOf(part)
          behindPart = new Set([...classes, ...(canBeEmpty ? behindPart : [])])
        }
        return
      }
      case 'text':
      case 'chars':
      case 'token':
    }
  }

  while (isChanged) {
    isChanged = false
    for (const [name, body] of rules) {
      const { classes, canBeEmpty } = firstOf(body)
      const known = first.get(name) ?? new Set()
      first.set(name, known)
      addAll(known, classes)
      if (canBeEmpty && !empty.has(name)) {
        empty.add(name)
        isChanged = true
      }
      const after = follow.get(name)
      if (after) visit(body, after)
    }
  }
  return behind
}
