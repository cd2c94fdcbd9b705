import {
  choice,
  expressionsIn,
  nothing,
  repeat,
  sequence,
  withParts,
  type Expression,
  type Grammar,
} from './grammar.js'

/**
 * The same language without what formats stumble over: rules that nothing leads to, branches that
 * no text matches, empty literals.
 */
export function tidyGrammar(grammar: Grammar): Grammar {
  const productive = productiveRules(grammar)
  const { start, rules } = grammar
  const cleaned = new Map(
    Array.from(rules, ([name, body]): [string, Expression] => [name, tidy(body, productive)]),
  )
  const reached = new Set([start])
  for (const name of reached) {
    for (const part of expressionsIn(cleaned.get(name) ?? nothing)) {
      if (part.kind === 'rule') reached.add(part.name)
    }
  }
  return { start, rules: new Map(Array.from(cleaned).filter(([name]) => reached.has(name))) }
}

const never: Expression = { kind: 'chars', set: [] }

function tidy(expression: Expression, productive: ReadonlySet<string>): Expression {
  if (!canMatch(expression, productive)) return never
  switch (expression.kind) {
    case 'text':
      return expression.text === '' ? nothing : expression
    case 'repeat':
      if (expression.max === 0 || !canMatch(expression.body, productive)) return nothing
      return tidyRepeat(repeat(tidy(expression.body, productive), expression.min, expression.max))
    case 'choice':
      return choice(
        expression.options
          .filter((option) => canMatch(option, productive))
          .map((option) => tidy(option, productive)),
      )
    case 'sequence':
      return sequence(expression.parts.map((part) => tidy(part, productive)))
    case 'chars':
    case 'rule':
    case 'token':
      return withParts(expression, (part) => part)
  }
}

function tidyRepeat(expression: Expression): Expression {
  if (expression.kind !== 'repeat') return expression
  const { body } = expression
  return body.kind === 'sequence' && body.parts.length === 0 ? nothing : expression
}

/** Rules that some text matches. */
export function productiveRules({ rules }: Grammar): ReadonlySet<string> {
  const productive = new Set<string>()
  for (let before = -1; before < productive.size;) {
    before = productive.size
    for (const [name, body] of rules) if (canMatch(body, productive)) productive.add(name)
  }
  return productive
}

function canMatch(expression: Expression, productive: ReadonlySet<string>): boolean {
  switch (expression.kind) {
    case 'text':
    case 'token':
      return true
    case 'chars':
      return expression.set.length > 0
    case 'rule':
      return productive.has(expression.name)
    case 'sequence':
      return expression.parts.every((part) => canMatch(part, productive))
    case 'choice':
      return expression.options.some((option) => canMatch(option, productive))
    case 'repeat':
      return expression.min === 0 || canMatch(expression.body, productive)
  }
}
