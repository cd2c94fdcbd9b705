import { countOf, formatBytes, formatClock, formatCount, formatDone } from './amounts.js'
import { piece, type Piece, type Tone } from './paint.js'
import type { Status } from './status.js'
import { fitText } from './text-width.js'

export interface BarOptions {
  /** Width of the terminal. */
  readonly columns: number
  /** Since the command was started. */
  readonly seconds: number
  /** What is worked on, shown until there is more to say. */
  readonly subject: string
  /** The terminal shows more than ASCII. */
  readonly isUnicode: boolean
  /** The program was asked to end. */
  readonly isStopping: boolean
}

/** One thing that the bar's line says. */
export interface Fact {
  readonly pieces: readonly Piece[]
  /** Those with the lowest stay when the terminal is narrow. */
  readonly rank: number
  /** Drawn instead of the pieces, as wide as there is room: 0 to 1. */
  readonly graph?: number
}

/** Below this many columns, what can be said in one word is. */
const NARROW = 50

/** In the order of the line. */
export function factsOf(status: Status, options: BarOptions): readonly Fact[] {
  const { phase, progress } = status
  return [
    fact(0, phase, 'strong'),
    ...(phase === 'plan' ? planFacts(status, options) : []),
    ...(phase === 'read' ? readFacts(status) : []),
    ...(progress === undefined || phase === 'plan' ? [] : fateFacts(status)),
    ...(phase === 'read' ? shardFacts(status) : []),
    timeFact(status, options),
  ]
}

function planFacts({ copied, rate }: Status, { subject, columns }: BarOptions): readonly Fact[] {
  const name = subject === '' ? [] : [fact(1, fitText(subject, Math.ceil(columns / 2)))]
  if (copied === undefined) return name
  return [
    ...name,
    fact(3, `copied ${countOf(copied.records, 'record')}`),
    fact(4, formatBytes(copied.bytes)),
    ...rateFacts(rate, 5),
  ]
}

function readFacts({ amount, fraction, progress, rate }: Status): readonly Fact[] {
  if (amount === undefined || fraction === undefined) {
    if (progress === undefined) return []
    return [fact(1, countOf(progress.read, 'record')), ...rateFacts(rate, 6)]
  }
  return [
    { rank: 4, pieces: [], graph: fraction },
    fact(1, `${Math.floor(fraction * 100)} %`.padStart(5)),
    fact(7, formatDone(amount.done, amount.total, amount.unit)),
    ...rateFacts(rate, 6),
  ]
}

function rateFacts(rate: number | undefined, rank: number): readonly Fact[] {
  return rate === undefined ? [] : [fact(rank, `${formatCount(Math.round(rate))}/s`)]
}

/** What became of the records. */
function fateFacts({ progress, fates }: Status): readonly Fact[] {
  const { read = 0, emitted = 0 } = progress ?? {}
  const dropped = read - emitted
  return [
    fact(3, `${fates.kept} ${formatCount(emitted)}`),
    fact(5, `${fates.dropped} ${formatCount(dropped)}`, dropped > 0 ? 'odd' : 'plain'),
  ]
}

function shardFacts({ shard }: Status): readonly Fact[] {
  return shard === undefined ? [] : [fact(8, shard, 'faint')]
}

/** Time left where it can be told, and time gone by elsewhere. */
function timeFact({ secondsLeft }: Status, { seconds, columns }: BarOptions): Fact {
  if (secondsLeft === undefined) return fact(2, formatClock(seconds), 'faint')
  const left = columns < NARROW ? '' : ' left'
  return fact(2, `${formatClock(Math.ceil(secondsLeft))}${left}`)
}

function fact(rank: number, text: string, tone: Tone = 'plain'): Fact {
  return { rank, pieces: [piece(text, tone)] }
}
