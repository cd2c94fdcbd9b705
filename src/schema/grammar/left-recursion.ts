import { choice, partsOf, repeat, sequence, type Expression, type Grammar } from './grammar.js'
import { isNullable, nullableRules } from './nullable-rules.js'
import { printingRefused } from './print/printing-refused.js'

/** Cycles of rules each of which can begin with the next: `expr → expr`. One for each rule. */
export function leftRecursion(grammar: Grammar): readonly (readonly string[])[] {
  const nullable = nullableRules(grammar)
  const begins = new Map(
    Array.from(grammar.rules, ([name, body]) => [name, firstNames(body, nullable)]),
  )
  return Array.from(grammar.rules.keys()).flatMap((name) => {
    const path = pathBack(begins, name)
    return path === undefined ? [] : [path]
  })
}

/** Rules that the expression can begin with. */
function firstNames(expression: Expression, nullable: ReadonlySet<string>): ReadonlySet<string> {
  if (expression.kind === 'rule') return new Set([expression.name])
  const names = new Set<string>()
  for (const part of partsOf(expression)) {
    for (const name of firstNames(part, nullable)) names.add(name)
    if (expression.kind === 'sequence' && !isNullable(part, nullable)) break
  }
  return names
}

/** The shortest way from the rule to itself. */
function pathBack(
  begins: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
): readonly string[] | undefined {
  const paths: (readonly string[])[] = [[start]]
  const seen = new Set<string>()
  for (const path of paths) {
    for (const name of begins.get(path.at(-1) ?? '') ?? []) {
      if (name === start) return [...path, start]
      if (seen.has(name)) continue
      seen.add(name)
      paths.push([...path, name])
    }
  }
  return undefined
}

/**
 * The same language for engines that loop for ever on left recursion: `a: a "+" b | b` becomes
 * `a: b ("+" b)*`.
 * @throws `grammar.inexpressible` where a rule comes back to itself by way of another.
 */
export function withoutLeftRecursion(grammar: Grammar): Grammar {
  const cycles = leftRecursion(grammar)
  if (cycles.length === 0) return grammar
  const rules = new Map(grammar.rules)
  const nullable = nullableRules(grammar)
  for (const cycle of cycles) {
    const [name = ''] = cycle
    const turned = cycle.length === 2 ? turnAround(name, rules.get(name), nullable) : undefined
    if (turned === undefined) {
      throw printingRefused(
        'no left recursion, or a rule that begins with itself',
        cycle.join(' → '),
      )
    }
    rules.set(name, turned)
  }
  const changed = { ...grammar, rules }
  const [left] = leftRecursion(changed)
  if (left === undefined) return changed
  throw printingRefused('no left recursion, or a rule that begins with itself', left.join(' → '))
}

function turnAround(
  name: string,
  body: Expression | undefined,
  nullable: ReadonlySet<string>,
): Expression | undefined {
  const options = body?.kind === 'choice' ? body.options : body === undefined ? [] : [body]
  const [bases, tails]: [Expression[], Expression[]] = [[], []]
  for (const option of options) {
    const [first, ...rest] = option.kind === 'sequence' ? option.parts : [option]
    const isSelf = first?.kind === 'rule' && first.name === name
    if (!isSelf) bases.push(option)
    else if (rest.length > 0) tails.push(sequence(rest))
  }
  // What begins with itself only behind something empty is not told apart.
  if (bases.length === 0 || bases.some((base) => firstNames(base, nullable).has(name)))
    return undefined
  return sequence([choice(bases), repeat(choice(tails), 0, Infinity)])
}
