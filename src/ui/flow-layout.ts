interface FlowStep {
  readonly label: string
  /** What leaves here. */
  readonly leaves: readonly FlowAmount[]
}

export interface FlowAmount {
  readonly label: string
  readonly count: number
}

export interface Flow {
  readonly total: number
  /** In order; what none of them takes arrives. */
  readonly steps: readonly FlowStep[]
  /** What arrives, by where it goes; together as many as arrive. */
  readonly arrives: readonly FlowAmount[]
}

/** Heights in pixels; `x` runs from 0, where all begin, to 1, where all have ended. */
export interface FlowLayout {
  readonly height: number
  readonly top: number
  /** The stream before each step, and the last piece behind all. */
  readonly stream: readonly { readonly x: number; readonly toX: number; readonly thick: number }[]
  readonly bands: readonly FlowBand[]
}

export interface FlowBand extends FlowAmount {
  /** Where it left; undefined for what arrives. */
  readonly step: string | undefined
  readonly x: number
  /** Upper edge where it leaves the stream, and where it ends. */
  readonly y: number
  readonly toY: number
  /** Never less than a pixel. */
  readonly thick: number
  /** Middle of the place for its label. */
  readonly labelY: number
}

/** Thickness of all that was read. */
const STREAM = 150
const TOP = 40
/** A line of text. */
const LEAST_PLACE = 20
const BETWEEN = 3
const FIRST_STEP = 0.12
const LAST_STEP = 0.5
/** Where the stream ends and spreads out. */
export const ARRIVAL = 0.6

/**
 * A stream that narrows: at each step a part leaves at its lower edge, and all parts end one below
 * the other, those that left last nearest to the stream, so that none crosses another. Thickness is
 * to scale.
 */
export function layOutFlow({ total, steps, arrives }: Flow): FlowLayout {
  const scale = STREAM / Math.max(total, 1)
  const leaving = steps.filter(({ leaves }) => leaves.length > 0)
  const apart = leaving.length > 1 ? (LAST_STEP - FIRST_STEP) / (leaving.length - 1) : 0
  const placed = leaving.map((step, index) => ({ ...step, x: FIRST_STEP + index * apart }))

  const stream: { x: number; toX: number; thick: number }[] = []
  const departures: Departure[][] = []
  let left = total
  let from = 0
  for (const { label: step, leaves, x } of placed) {
    stream.push({ x: from, toX: x, thick: left * scale })
    left -= sum(leaves)
    departures.push(stack(leaves, { x, y: TOP + left * scale, scale, step }))
    from = x
  }
  stream.push({ x: from, toX: ARRIVAL, thick: left * scale })
  departures.push(stack(arrives, { x: ARRIVAL, y: TOP, scale, step: undefined }))

  const bands: FlowBand[] = []
  let y = TOP
  for (const departure of departures.toReversed().flat()) {
    const place = Math.max(departure.thick, LEAST_PLACE)
    const middle = y + place / 2
    bands.push({ ...departure, toY: middle - departure.thick / 2, labelY: middle })
    y += place + BETWEEN
  }
  const height = Math.max(y, TOP + STREAM + BETWEEN)
  return { height, top: TOP, stream, bands }
}

type Departure = Omit<FlowBand, 'toY' | 'labelY'>

interface Edge {
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly step: string | undefined
}

function stack(amounts: readonly FlowAmount[], { x, y, scale, step }: Edge): Departure[] {
  let at = y
  return amounts.map(({ label, count }) => {
    const band = { label, count, step, x, y: at, thick: Math.max(count * scale, 1) }
    at += count * scale
    return band
  })
}

function sum(amounts: readonly FlowAmount[]): number {
  return amounts.reduce((total, { count }) => total + count, 0)
}
