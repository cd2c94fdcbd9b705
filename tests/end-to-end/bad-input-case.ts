import type { ErrorCode } from '#loradex/kernel/error.js'
import type { DropCode } from '#loradex/records/verdict.js'

/** Something wrong that a user may hand over, and what must come of it. */
export interface BadInputCase {
  readonly name: string
  /** By path in the folder of the case. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** What files cannot say: links, pipes, rights. */
  readonly prepare?: (folder: string) => Promise<void>
  /** Text as it stands, or the sections that differ from `plainRecipe`. */
  readonly recipe?: string | object
  /** After `export loradex.yaml --out out`; in place of all that when `command` is set. */
  readonly args?: readonly string[]
  readonly command?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: readonly Uint8Array[]
  readonly expect: Expected
}

export interface Expected {
  readonly exitCode: number
  readonly code?: ErrorCode
  readonly emitted?: number
  readonly dropped?: Readonly<Partial<Record<DropCode, number>>>
  /** All lines of the shards. */
  readonly lines?: readonly string[]
  readonly stdout?: RegExp
  readonly stderr?: RegExp
  /** Must occur neither in what is printed nor in what is written. */
  readonly secret?: string
  /** Nothing is exported although nothing is wrong. */
  readonly writesNothing?: boolean
}

/** Keeps everything and adds nothing, so that a line shows what became of a record. */
export const plainRecipe: Readonly<Record<string, object>> = {
  source: { type: 'jsonl', path: 'in.jsonl' },
  metadata: { include_metadata: false },
  weighting: { enable_weights: false },
  quality: { min_text_length: 0, skip_duplicates: false },
}

/** A record that nothing is wrong with. */
export function good(answer: number | string): string {
  return `{"question":"q","answer":"${answer}"}`
}

/** What becomes of it. */
export function goodLine(answer: number | string): string {
  return `{"instruction":"q","output":"${answer}"}`
}

export function bytes(...pieces: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(
    pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece))),
  )
}

/** The second of three records is dropped, and the others are not touched. */
export function drops(name: string, record: string | Uint8Array, code: DropCode): BadInputCase {
  const file = bytes(
    `${good(1)}\n`,
    typeof record === 'string' ? record : [...record],
    `\n${good(3)}\n`,
  )
  return {
    name,
    files: { 'in.jsonl': file },
    expect: { exitCode: 0, dropped: { [code]: 1 }, lines: [goodLine(1), goodLine(3)] },
  }
}

/** The whole file is fine. */
export function keeps(
  name: string,
  file: string | Uint8Array,
  lines: readonly string[],
): BadInputCase {
  return {
    name,
    files: { 'in.jsonl': file },
    expect: { exitCode: 0, emitted: lines.length, dropped: {}, lines },
  }
}

/** The record alone gives this output. */
export function writes(name: string, answer: string): BadInputCase {
  const line = `{"instruction":"q","output":${answer}}`
  return keeps(name, `{"question":"q","answer":${answer}}\n`, [line])
}

export interface Stop {
  readonly exitCode: number
  readonly code: ErrorCode
  readonly stderr?: RegExp
}

/** Nothing is written. */
export function stops(
  name: string,
  given: Omit<BadInputCase, 'name' | 'expect'>,
  expect: Stop,
): BadInputCase {
  return { name, ...given, expect }
}
