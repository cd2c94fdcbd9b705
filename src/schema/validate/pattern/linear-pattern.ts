import { pointsOf, type CodePointSet } from './code-point-set.js'
import type { Chars, PatternTree, Repeat } from './pattern-tree.js'
import { re2 } from './re2.js'

/**
 * The same test in linear time (RE2). Undefined for what RE2 cannot express: lookarounds,
 * backreferences and counts beyond 1,000.
 */
export function linearTest(tree: PatternTree): ((text: string) => boolean) | undefined {
  const source = toRe2(tree)
  if (source === undefined) return undefined
  try {
    const compiled = re2().compile(source)
    return (text) => compiled.test(text)
  } catch {
    // Too many repetitions, or too large a program.
    return undefined
  }
}

/** Sets are written as ranges, because the classes of the two languages differ. */
function toRe2(tree: PatternTree): string | undefined {
  switch (tree.kind) {
    case 'chars':
      return writeSet(exactSet(tree))
    case 'sequence':
      return writeAll(tree.parts)?.join('')
    case 'choice':
      return writeChoice(tree.options)
    case 'repeat':
      return writeRepeat(tree)
    case 'start':
      return String.raw`\A`
    case 'end':
      return String.raw`\z`
    case 'boundary':
      return tree.isNegated ? String.raw`\B` : String.raw`\b`
    case 'look':
    case 'backreference':
      return undefined
  }
}

function writeChoice(options: readonly PatternTree[]): string | undefined {
  const written = writeAll(options)
  return written === undefined ? undefined : `(?:${written.join('|')})`
}

function writeRepeat({ body, min, max }: Repeat): string | undefined {
  const written = toRe2(body)
  const most = max === Infinity ? '' : max
  return written === undefined ? undefined : `(?:${written}){${min},${most}}`
}

function writeAll(trees: readonly PatternTree[]): string[] | undefined {
  const written = trees.map(toRe2)
  return written.every((text) => text !== undefined) ? written : undefined
}

function exactSet({ set, property }: Chars): CodePointSet {
  return property === undefined ? set : pointsOf(property)
}

function writeSet(set: CodePointSet): string {
  if (set.length === 0) return String.raw`[^\x{0}-\x{10ffff}]`
  return `[${set.map(([from, to]) => `\\x{${from.toString(16)}}-\\x{${to.toString(16)}}`).join('')}]`
}
