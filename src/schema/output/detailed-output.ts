import { escapeToken, pointerTokens } from '../validate/json-pointer.js'
import type { SchemaError } from '../validate/validator.js'
import type { OutputUnit } from './output-unit.js'
import { stepsOf, type Step } from './path-steps.js'
import { unitOf } from './unit-of.js'

interface Placed {
  readonly error: SchemaError
  readonly steps: readonly Step[]
  readonly instance: readonly string[]
}

/** Errors below the keywords that they have in common; what has only one error below it is left out. */
export function detailedOutput(errors: readonly SchemaError[]): OutputUnit {
  const placed = errors.map((error) => ({
    error,
    steps: stepsOf(unitOf(error).keywordLocation),
    instance: pointerTokens(error.instancePointer),
  }))
  return grouped(placed, 0) ?? { valid: false, keywordLocation: '', instanceLocation: '' }
}

/** All errors share their first `depth` steps. */
function grouped(errors: readonly Placed[], depth: number): OutputUnit | undefined {
  const [first, second] = errors
  if (first === undefined) return undefined
  // The root is there even when there is one error.
  if (second === undefined && depth > 0) return unitOf(first.error)
  const ended = errors.filter(({ steps }) => steps.length <= depth)
  const others = errors.filter(({ steps }) => steps.length > depth)
  const branches = groupBy(others, depth)
  if (ended.length === 0 && branches.size === 1 && depth > 0) return grouped(others, depth + 1)
  const below = Array.from(branches.values(), (some) => grouped(some, depth + 1))
  const nested = below.filter((unit) => unit !== undefined)
  const [own, another] = ended
  if (own && another === undefined) {
    return { ...unitOf(own.error), ...(nested.length > 0 && { errors: nested }) }
  }
  const units = ended.map(({ error }) => unitOf(error))
  return { valid: false, ...locationsOf(first, depth), errors: [...units, ...nested] }
}

function groupBy(errors: readonly Placed[], depth: number): Map<string, Placed[]> {
  const groups = new Map<string, Placed[]>()
  for (const one of errors) {
    const step = one.steps[depth]
    // Items of one list are told apart by where they stand.
    const at = step?.entersInstance === true ? (one.instance[entered(one, depth)] ?? '') : ''
    const name = `${step?.text ?? ''} ${at}`
    const group = groups.get(name)
    if (group) group.push(one)
    else groups.set(name, [one])
  }
  return groups
}

function locationsOf(
  one: Placed,
  depth: number,
): Pick<OutputUnit, 'keywordLocation' | 'instanceLocation'> {
  const steps = one.steps.slice(0, depth).map(({ text }) => text)
  const instance = one.instance
    .slice(0, entered(one, depth))
    .map((token) => `/${escapeToken(token)}`)
  return { keywordLocation: steps.join(''), instanceLocation: instance.join('') }
}

/** How many of the first steps lead into the value. */
function entered({ steps }: Placed, depth: number): number {
  return steps.slice(0, depth).filter(({ entersInstance }) => entersInstance).length
}
