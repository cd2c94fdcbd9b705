/** Walks a pattern code point by code point. */
export interface PatternReader {
  readonly source: string
  /** In UTF-16 units. */
  at: number
  depth: number
  /** Whether something may refer back to a group. */
  readonly refersBack: boolean
  /** Names of the groups that began so far; undefined for those without. */
  readonly groups: (string | undefined)[]
  /** Those that name a group, which may come later. */
  readonly references: NamedReference[]
}

/** The next code point as text; empty at the end. */
export function peekPoint({ source, at }: PatternReader): string {
  const point = source.codePointAt(at)
  return point === undefined ? '' : String.fromCodePoint(point)
}

export function takePoint(reader: PatternReader): string {
  const point = peekPoint(reader)
  reader.at += point.length
  return point
}

/** Whether `text` comes next; then it is passed. */
export function take(reader: PatternReader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.at)) return false
  reader.at += text.length
  return true
}

/** What the sticky expression matches next; then it is passed. */
export function takeMatch(reader: PatternReader, sticky: RegExp): RegExpExecArray | undefined {
  sticky.lastIndex = reader.at
  const match = sticky.exec(reader.source) ?? undefined
  reader.at += match?.[0].length ?? 0
  return match
}

interface NamedReference {
  readonly name: string
  readonly tree: { group: number | undefined }
}
