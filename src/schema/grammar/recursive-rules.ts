import { expressionsIn, type Grammar } from './grammar.js'

/** Rules that lead back to themselves. */
export function recursiveRules({ rules }: Grammar): ReadonlySet<string> {
  const refersTo = new Map(
    Array.from(rules, ([name, body]) => {
      const names = Array.from(expressionsIn(body)).flatMap((part) =>
        part.kind === 'rule' ? [part.name] : [],
      )
      return [name, new Set(names)]
    }),
  )
  return new Set(Array.from(rules.keys()).filter((name) => reaches(refersTo, name)))
}

function reaches(refersTo: ReadonlyMap<string, ReadonlySet<string>>, name: string): boolean {
  const seen = new Set(refersTo.get(name))
  for (const other of seen) {
    if (other === name) return true
    for (const further of refersTo.get(other) ?? []) seen.add(further)
  }
  return false
}
