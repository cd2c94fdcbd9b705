import type { Expression, Grammar } from './grammar.js'

/** Rules that the empty text matches. */
export function nullableRules({ rules }: Grammar): ReadonlySet<string> {
  const nullable = new Set<string>()
  for (let before = -1; before < nullable.size;) {
    before = nullable.size
    for (const [name, body] of rules) if (isNullable(body, nullable)) nullable.add(name)
  }
  return nullable
}

export function isNullable(expression: Expression, nullable: ReadonlySet<string>): boolean {
  switch (expression.kind) {
    case 'text':
      return expression.text === ''
    case 'chars':
    case 'token':
      return false
    case 'rule':
      return nullable.has(expression.name)
    case 'sequence':
      return expression.parts.every((part) => isNullable(part, nullable))
    case 'choice':
      return expression.options.some((option) => isNullable(option, nullable))
    case 'repeat':
      return expression.min === 0 || isNullable(expression.body, nullable)
  }
}
