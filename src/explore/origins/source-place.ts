/** Where a record was read. */
export interface SourcePlace {
  readonly input: string
  /** Line or row, counted from 1. */
  readonly line: number
}

/** From `cases.jsonl:8123`; the input may hold colons, too. Line 0 where there is none. */
export function readPlace(at: string): SourcePlace {
  const colon = at.lastIndexOf(':')
  const line = Number(at.slice(colon + 1))
  if (colon === -1 || !Number.isSafeInteger(line)) return { input: at, line: 0 }
  return { input: at.slice(0, colon), line }
}

export function placeText({ input, line }: SourcePlace): string {
  return `${input}:${line}`
}
