import { contains, type CodePointSet } from './code-point-set.js'
import { trialProgram, type TrialProgram, type TrialStep } from './trial-program.js'
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
  const { steps, slots } = trial.program
  const ways = [from]
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    trial.left -= 1
    if (trial.left <= 0) return false
    const step = steps[way.step]
    if (step === undefined || step.kind === 'accept') return true
    if (step.kind === 'split') {
      const key = keyOf(trial, way)
      if (slots === 0 && failed.has(key)) continue
      if (slots === 0) failed.add(key)
      for (const option of step.options.toReversed()) ways.push({ ...way, step: option })
    } else {
      const next = goOn(trial, way, step)
      if (next !== undefined) ways.push(next)
    }
  }
  return false
}

type PlainStep = Exclude<TrialStep, { readonly kind: 'accept' | 'split' }>

/** The way behind the step; undefined where it ends. */
function goOn(trial: Trial, way: Way, step: PlainStep): Way | undefined {
  const { at, noted } = way
  switch (step.kind) {
    case 'char':
      return isAt(step.set, trial.points[at]) ? { ...way, step: step.next, at: at + 1 } : undefined
    case 'start':
    case 'end':
    case 'boundary':
    case 'look':
    case 'moved':
      return isRightPlace(trial, way, step) ? { ...way, step: step.next } : undefined
    case 'note':
      return { step: step.next, at, noted: noted.with(step.slot, at) }
    case 'forget':
      return { step: step.next, at, noted: forgotten(noted, step) }
    case 'again':
      return behindRepeated(trial, way, step)
  }
}

function isAt(set: CodePointSet, point: number | undefined): boolean {
  return point !== undefined && contains(set, point)
}

function forgotten(
  noted: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  return noted.map((place, slot) => (slot >= from && slot < to ? NOWHERE : place))
}

type Assertion = Extract<
  TrialStep,
  { readonly kind: 'start' | 'end' | 'boundary' | 'look' | 'moved' }
>

function isRightPlace(trial: Trial, way: Way, step: Assertion): boolean {
  const { points } = trial
  const { at, noted } = way
  switch (step.kind) {
    case 'start':
      return at === 0
    case 'end':
      return at === points.length
    case 'boundary':
      return isWordBoundary(points, at) !== step.isNegated
    case 'look':
      return doesLook(trial, { ...way, step: step.body }) !== step.isNegated
    case 'moved':
      return noted[step.slot] !== at
  }
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

/** The way behind the text of the group, if it stands here again. */
function behindRepeated(
  trial: Trial,
  { at, noted }: Way,
  { slot, next }: Extract<TrialStep, { readonly kind: 'again' }>,
): Way | undefined {
  const [start = NOWHERE, end = NOWHERE] = noted.slice(slot, slot + 2)
  if (start === NOWHERE || end === NOWHERE) return { step: next, at, noted }
  const length = end - start
  trial.left -= length
  for (let index = 0; index < length; index += 1) {
    if (trial.points[start + index] !== trial.points[at + index]) return undefined
  }
  return { step: next, at: at + length, noted }
}
