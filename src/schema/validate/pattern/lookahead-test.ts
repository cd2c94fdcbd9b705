import { contains } from './code-point-set.js'
import { lookaheadPrograms, type Program, type Step } from './lookahead-program.js'
import type { PatternTree } from './pattern-tree.js'
import { isWordBoundary } from './word-boundary.js'

/**
 * A test in linear time that takes lookaheads, which RE2 does not. It goes through the text from its end:
 * whether a step matches at a position depends on the next position alone.
 * Undefined for lookbehinds and backreferences.
 */
export function lookaheadTest(tree: PatternTree): ((text: string) => boolean) | undefined {
  const programs = lookaheadPrograms(tree)
  const main = programs?.at(-1)
  if (programs === undefined || main === undefined) return undefined
  return (text) => {
    const points = Array.from(text, (character) => character.codePointAt(0) ?? 0)
    let after = programs.map(({ steps }) => new Uint8Array(steps.length))
    let here = programs.map(({ steps }) => new Uint8Array(steps.length))
    for (let at = points.length; at >= 0; at -= 1) {
      for (const [index, program] of programs.entries()) {
        settle(program, { points, at, here, after, index })
      }
      if (here.at(-1)?.[main.start] === 1) return true
      const free = after
      after = here
      here = free
      for (const steps of here) steps.fill(0)
    }
    return false
  }
}

interface Position {
  readonly points: readonly number[]
  readonly at: number
  /** For each program and step, whether it matches from here on, and from the next position on. */
  readonly here: readonly Uint8Array[]
  readonly after: readonly Uint8Array[]
  readonly index: number
}

/** Again until nothing changes: a loop leads back to a step that is looked at before its body. */
function settle({ steps }: Program, position: Position): void {
  const matches = position.here[position.index]
  if (matches === undefined) return
  for (let isSettled = false; !isSettled;) {
    isSettled = true
    for (const [id, step] of steps.entries()) {
      if (matches[id] === 0 && doesMatch(step, position, matches)) {
        matches[id] = 1
        isSettled = false
      }
    }
  }
}

function doesMatch(step: Step, position: Position, matches: Uint8Array): boolean {
  const { points, at, after, index } = position
  switch (step.kind) {
    case 'accept':
      return true
    case 'char': {
      const point = points[at]
      return point !== undefined && after[index]?.[step.next] === 1 && contains(step.set, point)
    }
    case 'split':
      return step.options.some((option) => matches[option] === 1)
    case 'start':
    case 'end':
    case 'boundary':
    case 'look':
      return matches[step.next] === 1 && isRightPlace(step, position)
  }
}

type Assertion = Extract<Step, { readonly kind: 'start' | 'end' | 'boundary' | 'look' }>

function isRightPlace(step: Assertion, { points, at, here }: Position): boolean {
  switch (step.kind) {
    case 'start':
      return at === 0
    case 'end':
      return at === points.length
    case 'boundary':
      return isWordBoundary(points, at) !== step.isNegated
    case 'look':
      return (here[step.program]?.[step.start] === 1) !== step.isNegated
  }
}
