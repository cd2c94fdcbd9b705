import type { Progress } from '../../export/progress.js'
import type { Amount } from '../../export/input-position.js'
import type { Copied } from '../../sources/source.js'
import { startPace } from './pace.js'
import type { Fates, Phase, WorkEvent } from './work-event.js'

/** Where a command stands: what all faces show, each in its way. */
export interface Status {
  readonly phase: Phase
  /** What the source was copied to so far, while it is planned; undefined when nothing is copied. */
  readonly copied: Copied | undefined
  readonly progress: Progress | undefined
  /** Of the input; undefined where nobody knows how much there is. */
  readonly amount: Amount | undefined
  /** 0 to 1, never goes back; undefined as the amount is. */
  readonly fraction: number | undefined
  /** Records in a second, lately. */
  readonly rate: number | undefined
  readonly secondsLeft: number | undefined
  /** The shard that is being written; of several splits, the one that has come furthest. */
  readonly shard: string | undefined
  readonly fates: Fates
}

export interface StatusKeeper {
  apply(event: WorkEvent, at: number): void
  /** As it is at that time. */
  status(at: number): Status
}

type ProgressEvent = Extract<WorkEvent, { readonly kind: 'progress' }>

export function keepStatus(): StatusKeeper {
  let records = startPace()
  let share = startPace()
  let phase: Phase = 'plan'
  let copied: Copied | undefined
  let progress: Progress | undefined
  let fraction: number | undefined
  let shard: string | undefined
  /** By an export that is gone on with. */
  let readBefore = 0
  let fates: Fates = { kept: 'kept', dropped: 'dropped' }

  function startPhase(next: Phase, at: number): void {
    phase = next
    if (phase === 'read') startReading(at)
  }

  function startReading(at: number): void {
    records = startPace()
    share = startPace()
    records.add(at, readBefore)
    if (readBefore === 0) share.add(at, 0)
  }

  function readOn({ progress: next, fates: words }: ProgressEvent, at: number): void {
    fates = words ?? fates
    progress = next
    records.add(at, next.read)
    fraction = fractionOf(next.amount, fraction)
    if (fraction !== undefined) share.add(at, fraction)
  }

  return {
    apply(event, at) {
      switch (event.kind) {
        case 'phase':
          startPhase(event.phase, at)
          break
        case 'copied':
          copied = event
          records.add(at, event.records)
          break
        case 'progress':
          readOn(event, at)
          break
        case 'shard-opened':
          shard = event.isData ? furtherOf(event.name, shard) : shard
          break
        case 'resumed':
          readBefore = event.read
          break
        case 'work-folder':
        case 'checkpoint':
        case 'retry':
        case 'planned':
        case 'shard-closed':
          break
      }
    },
    status: (at) => ({
      phase,
      copied: phase === 'plan' ? copied : undefined,
      progress,
      amount: progress?.amount,
      fraction,
      rate: records.perSecond(at),
      secondsLeft: phase === 'read' ? secondsLeft(share.perSecond(at), fraction) : undefined,
      shard,
      fates,
    }),
  }
}

/** Of equals, the one that was there before. */
function furtherOf(name: string, before: string | undefined): string {
  return before !== undefined && ordinalOf(before) >= ordinalOf(name) ? before : name
}

function ordinalOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('-') + 1))
}

function fractionOf(amount: Amount | undefined, before = 0): number | undefined {
  if (amount === undefined) return undefined
  return Math.max(before, amount.total === 0 ? 1 : amount.done / amount.total)
}

function secondsLeft(perSecond: number | undefined, fraction = 0): number | undefined {
  return perSecond === undefined || perSecond <= 0 ? undefined : (1 - fraction) / perSecond
}
