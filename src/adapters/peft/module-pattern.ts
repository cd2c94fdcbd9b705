import { RE2JS } from 're2js'

/** Whether a path fits; undefined where the expression cannot be run in linear time. */
export type Match = (path: string) => boolean | undefined

/** Longer expressions are lists by mistake. */
export const MAX_PATTERN = 65_536

/** As Python's `re.fullmatch`; look-arounds and back-references are not run. */
export function wholePathPattern(pattern: string): Match {
  const whole = compile(pattern)
  return (path) => whole?.matches(path)
}

/** As PEFT looks up `rank_pattern`: the expression, at the end of the path, behind a dot. */
export function pathEndPattern(pattern: string): Match {
  const end = compile(`(?:.*\\.)?(?:${pattern})`)
  return (path) => end?.matches(path)
}

/** The same few expressions are asked about every module. */
const compiled = new Map<string, RE2JS | undefined>()
const MOST_COMPILED = 256

function compile(pattern: string): RE2JS | undefined {
  if (pattern.length > MAX_PATTERN) return undefined
  if (!compiled.has(pattern)) {
    if (compiled.size >= MOST_COMPILED) compiled.clear()
    compiled.set(pattern, compileNew(pattern))
  }
  return compiled.get(pattern)
}

function compileNew(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern)
  } catch {
    return undefined
  }
}

/** The value of the first pattern that fits, as PEFT looks it up. */
export function patternValue(
  patterns: ReadonlyMap<string, number>,
  path: string,
): { readonly pattern: string; readonly value: number } | undefined {
  for (const [pattern, value] of patterns) {
    if (pathEndPattern(pattern)(path) === true) return { pattern, value }
  }
  return undefined
}
