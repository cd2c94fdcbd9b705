import type { CheckSubject } from './check-subject.js'

/** In the order in which they are run and shown. */
export const checkIds = [
  'container',
  'rank',
  'pairs',
  'targets',
  'base-shape',
  'prefix',
  'count',
  'dtype',
  'values',
  'features',
  'engine-fit',
  'alpha',
] as const

export type CheckId = (typeof checkIds)[number]

/** One thing that a check saw. */
export interface CheckFinding {
  /** An error: the adapter is not what it says, or cannot be used as it says. */
  readonly severity: 'error' | 'warning' | 'info'
  /** A file, a field of one, a module or a tensor. */
  readonly where: string
  readonly expected: string
  readonly observed: string
  /** What happens to who uses the adapter all the same. */
  readonly consequence: string
  /** Of what is known of an engine: how, when and from what. */
  readonly source?: string
}

/** A question to an adapter. */
export interface AdapterCheck {
  readonly id: CheckId
  /** Why it cannot be asked of this adapter; undefined when it can. */
  skipped(subject: CheckSubject): string | undefined
  run(subject: CheckSubject): Iterable<CheckFinding>
}
