import type { ExitCode } from '../exit-code.js'
import type { Failure } from '../show-failure.js'
import type { Piece } from './paint.js'
import type { WorkEvent } from './work-event.js'

/** How the work of a command, and what it says about it, is shown to whoever watches stderr. */
export interface Face {
  /** Every line is an object of JSON. */
  readonly isWire: boolean
  /** Called after the status took the event in. */
  tell(event: WorkEvent): void
  /** A line for a person. */
  line(text: string): void
  warn(text: string): void
  /** Something is about to be written to stdout, which may be the same terminal. */
  giveWay(): void
  /** The first of the signals to end has come. */
  stopping(): void
  conclude(conclusion: Conclusion): void
  failed(failure: Failure, left: WhatIsLeft): void
  interrupted(interruption: Interruption): void
  /** Takes away what must not stay. Nothing is called afterwards, except this. */
  close(): void
}

/** What the work of a command came to. */
export interface Conclusion {
  readonly exitCode: ExitCode
  /** For people. */
  readonly lines: readonly SummaryLine[]
  /** The same for programs; keys in snake case. */
  readonly facts: Readonly<Record<string, unknown>>
}

export interface SummaryLine {
  readonly pieces: readonly Piece[]
  /** Shown even to those who want to hear only what is wrong. */
  readonly isUrgent?: boolean
}

/** What an export that did not come to its end has left. */
export interface WhatIsLeft {
  /** Path, as from the current folder, of what was not removed. */
  readonly leftBehind: string | undefined
  /** Records that a later export need not read again; undefined where it begins from the start. */
  readonly kept: number | undefined
  /** What to do about what is left, unless it is to be gone on with, as command lines. */
  readonly remedies: readonly string[]
  /** The command to run again, or to go on with, unless there is a secret in it. */
  readonly again: string | undefined
}

export interface Interruption extends WhatIsLeft {
  readonly exitCode: ExitCode
  /** Absent when no signal asked for it. */
  readonly signal: string | undefined
  /** Whether what was to be published is; undefined where nothing was. */
  readonly isPublished: boolean | undefined
}
