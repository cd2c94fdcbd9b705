import type { CodePointSet } from '../validate/pattern/code-point-set.js'

/** A context-free grammar over Unicode scalar values. Every name in it is defined. */
export interface Grammar {
  /** The rule that whole texts must match. */
  readonly start: string
  /** In the order they were written. */
  readonly rules: ReadonlyMap<string, Expression>
  /** Of a grammar that was read from a text. */
  readonly written?: WrittenRules
}

/** Other rules than these are made of them, and concern nobody. */
interface WrittenRules {
  readonly names: ReadonlySet<string>
  /** By name of a rule that was worked out: what it was made of, and no longer refers to. */
  readonly madeOf: ReadonlyMap<string, Expression>
}

export type Expression =
  | Text
  | Chars
  | Reference
  | Token
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly options: readonly Expression[] }
  | Repeat

/** These code points, one after another. */
export interface Text {
  readonly kind: 'text'
  readonly text: string
}

/** One code point of the set, which holds no surrogate; of an empty set: nothing ever. */
export interface Chars {
  readonly kind: 'chars'
  readonly set: CodePointSet
}

export interface Reference {
  readonly kind: 'rule'
  readonly name: string
}

/** One token of the model's vocabulary. Without `text` no text can be checked against it. */
export interface Token {
  readonly kind: 'token'
  /** What it is written as, angle brackets included. */
  readonly text?: string
  /** Inclusive ranges of numbers in the vocabulary. */
  readonly ids?: readonly (readonly [number, number])[]
  /** Any token but these. */
  readonly isNegated: boolean
}

export interface Repeat {
  readonly kind: 'repeat'
  readonly body: Expression
  readonly min: number
  /** May be Infinity. */
  readonly max: number
}

export const nothing: Expression = { kind: 'sequence', parts: [] }

export function literal(text: string): Text {
  return { kind: 'text', text }
}

export function reference(name: string): Reference {
  return { kind: 'rule', name }
}

export function sequence(parts: readonly Expression[]): Expression {
  const flat = parts.flatMap((part) => (part.kind === 'sequence' ? part.parts : [part]))
  const [only] = flat
  return only !== undefined && flat.length === 1 ? only : { kind: 'sequence', parts: flat }
}

export function choice(options: readonly Expression[]): Expression {
  const [only] = options
  return only !== undefined && options.length === 1 ? only : { kind: 'choice', options }
}

export function repeat(body: Expression, min: number, max: number): Expression {
  return min === 1 && max === 1 ? body : { kind: 'repeat', body, min, max }
}

/** What an expression is made of, one level down. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'sequence':
      return expression.parts
    case 'choice':
      return expression.options
    case 'repeat':
      return [expression.body]
    case 'text':
    case 'chars':
    case 'rule':
    case 'token':
      return []
  }
}

/** The same expression of other parts. */
export function withParts(
  expression: Expression,
  change: (part: Expression) => Expression,
): Expression {
  switch (expression.kind) {
    case 'sequence':
      return sequence(expression.parts.map(change))
    case 'choice':
      return choice(expression.options.map(change))
    case 'repeat':
      return repeat(change(expression.body), expression.min, expression.max)
    case 'text':
    case 'chars':
    case 'rule':
    case 'token':
      return expression
  }
}

/** Itself and everything below it, itself first. */
export function* expressionsIn(expression: Expression): Generator<Expression> {
  yield expression
  for (const part of partsOf(expression)) yield* expressionsIn(part)
}
