import { overlaps, allCodePoints, type CodePointSet } from './code-point-set.js'
import type { Look, PatternTree, Repeat } from './pattern-tree.js'

/**
 * The power of the text's length to which a backtracking engine's time can grow; Infinity for
 * exponential time. Never too low, often too high.
 *
 * The pattern is taken as the automaton of its character positions (Glushkov 1961). Where no two
 * positions that can follow the same one accept the same character, the engine never has a choice.
 * A choice within one loop can double the time with each round; any other costs at most one power
 * for each loop.
 */
export function backtrackingCost(tree: PatternTree): number {
  const automaton: Automaton = {
    sets: [],
    loopsOf: [],
    follow: [],
    loops: [],
    loopCount: 0,
    variableLoops: 0,
    leadingLookCost: 0,
    innerLookCost: 0,
    isEndless: false,
    isAnchored: isAnchored(tree),
    edges: 0,
  }
  const { first } = addPart(tree, automaton)
  if (automaton.isEndless || automaton.edges > MAX_EDGES) return Infinity
  const choices = countChoices(automaton, first)
  if (choices === Infinity) return Infinity
  const hasLength = automaton.variableLoops > 0 || automaton.innerLookCost > 0
  const unanchored = hasLength && !automaton.isAnchored ? 1 : 0
  const loops = Math.min(1, automaton.variableLoops)
  const power = choices === 0 ? loops : Math.max(1, automaton.variableLoops)
  const many = choices > MAX_FREE_CHOICES ? MAX_FREE_CHOICES : 0
  return Math.max(power + unanchored + automaton.innerLookCost, automaton.leadingLookCost, many)
}

/** Choices outside loops multiply each other, so more than a few are not free either. */
const MAX_FREE_CHOICES = 8

/** Beyond this the analysis would cost more than running the pattern in linear time. */
const MAX_EDGES = 5000
const MAX_POSITIONS = 1000

interface Automaton {
  /** What each position accepts. */
  readonly sets: CodePointSet[]
  /** The loops around each position whose body is more than one character. */
  readonly loopsOf: (readonly number[])[]
  readonly follow: Set<number>[]
  /** Those open while the tree is walked. */
  loops: readonly number[]
  loopCount: number
  /** Repetitions whose number is not fixed. */
  variableLoops: number
  /** Of lookarounds tried once, at the start of the text. */
  leadingLookCost: number
  /** Of those tried again for each way to get there. */
  innerLookCost: number
  isEndless: boolean
  readonly isAnchored: boolean
  edges: number
}

interface Part {
  readonly isNullable: boolean
  readonly first: readonly number[]
  readonly last: readonly number[]
}

const nothing: Part = { isNullable: true, first: [], last: [] }

function addPart(tree: PatternTree, automaton: Automaton): Part {
  switch (tree.kind) {
    case 'chars':
      return addPosition(tree.set, automaton)
    case 'sequence':
      return tree.parts.reduce(
        (before: Part, part) => join(before, addPart(part, automaton), automaton),
        nothing,
      )
    case 'choice':
      return addChoice(tree.options, automaton)
    case 'repeat':
      return addRepeat(tree, automaton)
    case 'look':
      return addLook(tree, automaton)
    case 'backreference':
      return addBackreference(automaton)
    case 'start':
    case 'end':
    case 'boundary':
      return nothing
  }
}

function addPosition(set: CodePointSet, automaton: Automaton): Part {
  const position = automaton.sets.length
  if (position >= MAX_POSITIONS) {
    automaton.isEndless = true
    return nothing
  }
  automaton.sets.push(set)
  automaton.loopsOf.push(automaton.loops)
  automaton.follow.push(new Set())
  return { isNullable: false, first: [position], last: [position] }
}

function join(left: Part, right: Part, automaton: Automaton): Part {
  addEdges(left.last, right.first, automaton)
  return {
    isNullable: left.isNullable && right.isNullable,
    first: left.isNullable ? [...left.first, ...right.first] : left.first,
    last: right.isNullable ? [...left.last, ...right.last] : right.last,
  }
}

/** An edge there already means two ways to go on with one and the same position. */
function addEdges(from: readonly number[], to: readonly number[], automaton: Automaton): void {
  automaton.edges += from.length * to.length
  if (automaton.edges > MAX_EDGES) return
  for (const left of from) {
    const follow = automaton.follow[left]
    for (const right of to) {
      if (follow?.has(right) === true) automaton.isEndless = true
      follow?.add(right)
    }
  }
}

function addChoice(options: readonly PatternTree[], automaton: Automaton): Part {
  const parts = options.map((option) => addPart(option, automaton))
  const nullable = parts.filter(({ isNullable }) => isNullable).length
  if (nullable > 1) automaton.isEndless = true
  return {
    isNullable: nullable > 0,
    first: parts.flatMap(({ first }) => first),
    last: parts.flatMap(({ last }) => last),
  }
}

function addRepeat({ body, min, max }: Repeat, automaton: Automaton): Part {
  if (max === 0) return nothing
  const outer = automaton.loops
  if (max > 1 && body.kind !== 'chars') {
    automaton.loopCount += 1
    automaton.loops = [...outer, automaton.loopCount]
  }
  if (min !== max && max > 1) automaton.variableLoops += 1
  const part = addPart(body, automaton)
  automaton.loops = outer
  if (max > 1) {
    // Counted rounds that may be empty can be shared out in many ways.
    if (part.isNullable && !(min <= 1 && max === Infinity)) automaton.isEndless = true
    addEdges(part.last, part.first, automaton)
  }
  return { ...part, isNullable: part.isNullable || min === 0 }
}

function addLook({ body, isBehind }: Look, automaton: Automaton): Part {
  const isFirst = automaton.sets.length === 0 && automaton.loops.length === 0
  const isLeading = automaton.isAnchored && isFirst
  const cost = backtrackingCost({ kind: 'sequence', parts: [{ kind: 'start' }, body] })
  // The engine reads backwards there, which the analysis does not follow.
  if (isBehind && cost > 0) automaton.isEndless = true
  if (isLeading) automaton.leadingLookCost = Math.max(automaton.leadingLookCost, cost)
  else automaton.innerLookCost = Math.max(automaton.innerLookCost, cost)
  return nothing
}

/** Any text again. */
function addBackreference(automaton: Automaton): Part {
  automaton.variableLoops += 1
  const part = addPosition(allCodePoints, automaton)
  addEdges(part.last, part.first, automaton)
  return { ...part, isNullable: true }
}

/** How many positions leave a choice; Infinity when one leaves it within a loop. */
function countChoices(automaton: Automaton, first: readonly number[]): number {
  let choices = hasChoice(first, [], automaton) === 'none' ? 0 : 1
  for (const [position, follow] of automaton.follow.entries()) {
    const choice = hasChoice([...follow], automaton.loopsOf[position] ?? [], automaton)
    if (choice === 'within-loop') return Infinity
    if (choice === 'free') choices += 1
  }
  return choices
}

function hasChoice(
  targets: readonly number[],
  loops: readonly number[],
  { sets, loopsOf }: Automaton,
): 'none' | 'free' | 'within-loop' {
  let choice: 'none' | 'free' = 'none'
  for (const [index, left] of targets.entries()) {
    for (const right of targets.slice(index + 1)) {
      if (!overlaps(sets[left] ?? [], sets[right] ?? [])) continue
      const isWithin = loops.some(
        (loop) => loopsOf[left]?.includes(loop) === true && loopsOf[right]?.includes(loop) === true,
      )
      if (isWithin) return 'within-loop'
      choice = 'free'
    }
  }
  return choice
}

/** Whether a match can only begin where the text does. */
function isAnchored(tree: PatternTree): boolean {
  switch (tree.kind) {
    case 'start':
      return true
    case 'choice':
      return tree.options.every(isAnchored)
    case 'repeat':
      return tree.min > 0 && isAnchored(tree.body)
    case 'sequence': {
      const leading = tree.parts.find(({ kind }) => kind !== 'look' && kind !== 'boundary')
      return leading !== undefined && isAnchored(leading)
    }
    case 'chars':
    case 'end':
    case 'boundary':
    case 'look':
    case 'backreference':
      return false
  }
}
