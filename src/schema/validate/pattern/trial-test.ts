import { contains } from './code-point-set.js'
import { trialProgram, type TrialProgram } from './pattern-program.js'
import type { PatternTree } from './pattern-tree.js'
import { isWordBoundary } from './word-boundary.js'

/** Most steps for one text: some 20 ms. */
const MOST_STEPS = 60_000

/**
 * A test by trying one way after the other, for patterns that no linear test can express: references
 * back, and lookaheads beside many repetitions. It counts its steps and answers `undefined` when they
 * are used up. Where nothing refers back, no step is tried twice at a position.
 * Undefined for what `trialProgram` does not take.
 */
export function trialTest(tree: PatternTree): ((text: string) => boolean | undefined) | undefined {
  const program = trialProgram(tree)
  if (program === undefined) return undefined
  return (text) => {
    if (text.length > MOST_STEPS) return undefined
    const points = Array.from(text, (character) => character.codePointAt(0) ?? 0)
    const trial: Trial = { program, points, failed: new Set(), looks: new Map(), left: MOST_STEPS }
    const noted = Array.from({ length: program.slots }, () => NOWHERE)
    for (let at = 0; at <= points.length && trial.left > 0; at += 1) {
      if (doesMatch(trial, { step: program.start, at, noted })) return true
    }
    return trial.left > 0 ? false : undefined
  }
}

const NOWHERE = -1

interface Trial {
  readonly program: TrialProgram
  readonly points: readonly number[]
  /** Step and position as one number, where they do not lead to a match. */
  readonly failed: Set<number>
  /** As `failed`, with what lookaheads found. */
  readonly looks: Map<number, boolean>
  /** Steps. */
  left: number
}

interface Way {
  readonly step: number
  readonly at: number
  readonly noted: readonly number[]
}

/** Whether a way leads to the end of the pattern; without recursion but for lookaheads. */
function doesMatch(trial: Trial, from: Way, failed = trial.failed): boolean {
  const { program, points } = trial
  const ways = [from]
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    trial.left -= 1
    if (trial.left <= 0) return false
    const { step: index, at, noted } = way
    const step = program.steps[index]
    if (step === undefined || step.kind === 'accept') return true
    if (program.slots === 0 && step.kind === 'split') {
      const key = keyOf(trial, way)
      if (failed.has(key)) continue
      failed.add(key)
    }
    switch (step.kind) {
      case 'char': {
        const point = points[at]
        if (point !== undefined && contains(step.set, point)) {
          ways.push({ step: step.next, at: at + 1, noted })
        }
        break
      }
      case 'split':
        for (const option of step.options.toReversed()) ways.push({ step: option, at, noted })
        break
      case 'start':
        if (at === 0) ways.push({ ...way, step: step.next })
        break
      case 'end':
        if (at === points.length) ways.push({ ...way, step: step.next })
        break
      case 'boundary':
        if (isWordBoundary(points, at) !== step.isNegated) ways.push({ ...way, step: step.next })
        break
      case 'look':
        if (doesLook(trial, { ...way, step: step.body }) !== step.isNegated) {
          ways.push({ ...way, step: step.next })
        }
        break
      case 'note':
        ways.push({ step: step.next, at, noted: noted.with(step.slot, at) })
        break
      case 'moved':
        if (noted[step.slot] !== at) ways.push({ ...way, step: step.next })
        break
      case 'forget': {
        const { from: first, to } = step
        const left = noted.map((place, slot) => (slot >= first && slot < to ? NOWHERE : place))
        ways.push({ step: step.next, at, noted: left })
        break
      }
      case 'again': {
        const end = endOfRepeated(trial, way, step.slot)
        if (end !== undefined) ways.push({ step: step.next, at: end, noted })
        break
      }
    }
  }
  return false
}

/** What it finds does not depend on how one got there, unless something refers back. */
function doesLook(trial: Trial, way: Way): boolean {
  const isAlwaysSame = trial.program.slots === 0
  const key = keyOf(trial, way)
  const known = isAlwaysSame ? trial.looks.get(key) : undefined
  if (known !== undefined) return known
  const found = doesMatch(trial, way, new Set())
  if (isAlwaysSame) trial.looks.set(key, found)
  return found
}

function keyOf({ points }: Trial, { step, at }: Way): number {
  return step * (points.length + 1) + at
}

/** The position behind the text of the group, if it stands here again. */
function endOfRepeated(trial: Trial, { at, noted }: Way, slot: number): number | undefined {
  const [start = NOWHERE, end = NOWHERE] = noted.slice(slot, slot + 2)
  if (start === NOWHERE || end === NOWHERE) return at
  const length = end - start
  trial.left -= length
  for (let index = 0; index < length; index += 1) {
    if (trial.points[start + index] !== trial.points[at + index]) return undefined
  }
  return at + length
}
