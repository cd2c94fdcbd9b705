/** One keyword of the way to an error, with the name or index of a part after it. */
export interface Step {
  /** `/properties/a`, `/$ref`, `/allOf`, then `/0`; last the keyword that failed. */
  readonly text: string
  /** What follows is about a part of the value. */
  readonly entersInstance: boolean
}

/** Keywords that hold a schema for each of several parts, by name or by index. */
const several = new Set(
  'properties patternProperties prefixItems dependentSchemas dependencies'.split(' '),
)

const entering = new Set(
  'properties patternProperties additionalProperties unevaluatedProperties prefixItems items additionalItems contains unevaluatedItems'.split(
    ' ',
  ),
)

export function stepsOf(keywordLocation: string): readonly Step[] {
  const tokens = keywordLocation.split('/').slice(1)
  const steps: Step[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const keyword = tokens[at] ?? ''
    const next = tokens[at + 1]
    const isLast = next === undefined
    const takesNext = !isLast && (several.has(keyword) || isIndexed(keyword, next))
    if (takesNext) at += 1
    const text = takesNext ? `/${keyword}/${next}` : `/${keyword}`
    steps.push({ text, entersInstance: !isLast && entering.has(keyword) })
  }
  return steps
}

/** Before 2020-12, `items` can be a list of schemas. */
function isIndexed(keyword: string, next: string): boolean {
  return keyword === 'items' && /^\d+$/u.test(next)
}
