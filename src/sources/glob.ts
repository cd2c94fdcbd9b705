/** Each pattern that `{a,b}` stands for; braces without a comma are ordinary characters. */
export function expandBraces(pattern: string): readonly string[] {
  const match = /\{([^{}]*,[^{}]*)\}/u.exec(pattern)
  if (match === null) return [pattern]
  const [braces, choices = ''] = match
  const before = pattern.slice(0, match.index)
  const after = pattern.slice(match.index + braces.length)
  return choices.split(',').flatMap((choice) => expandBraces(`${before}${choice}${after}`))
}

export function hasWildcard(segment: string): boolean {
  return /[*?]/u.test(segment)
}

/** Matches names of one folder. A name that begins with a dot must be asked for with one. */
export function segmentPattern(segment: string): RegExp {
  const source = segment
    .replaceAll(/\*+/gu, '*')
    .replaceAll(/[\\^$.|+()[\]{}]/gu, String.raw`\$&`)
    .replaceAll('?', '.')
    .replaceAll('*', '.*')
  return new RegExp(`^${segment.startsWith('.') ? '' : String.raw`(?!\.)`}${source}$`, 'su')
}
