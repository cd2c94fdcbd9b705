import type { Counts } from '../records/manifest.js'
import type { DropCode } from '../records/verdict.js'

/** What a record goes through, in this order. */
export type FunnelStep = (typeof steps)[number]

const steps = ['read', 'map', 'schema', 'quality', 'weight', 'duplicates'] as const

/** The step that drops for a reason. A new reason does not compile before it has one. */
const stepOfCode: Readonly<Record<DropCode, FunnelStep>> = {
  'invalid-utf8': 'read',
  'invalid-json': 'read',
  'duplicate-key': 'read',
  'lone-surrogate': 'read',
  'too-deep': 'read',
  'key-too-long': 'read',
  'too-many-keys': 'read',
  'not-an-object': 'read',
  'line-too-long': 'read',
  'truncated-record': 'read',
  'ragged-row': 'read',
  'bad-quote': 'read',
  'bad-value': 'read',
  'missing-field': 'map',
  'wrong-type': 'map',
  'bad-messages': 'map',
  'schema-violation': 'schema',
  'regex-mismatch': 'schema',
  'grammar-mismatch': 'schema',
  'constraint-undecided': 'schema',
  'empty-output': 'quality',
  'text-too-short': 'quality',
  'text-too-long': 'quality',
  'bad-weight': 'weight',
  'bad-timestamp': 'weight',
  duplicate: 'duplicates',
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the record are its type
export const dropCodes = Object.keys(stepOfCode) as readonly DropCode[]

export interface FunnelStage {
  readonly step: FunnelStep
  /** Records that came to the step. */
  readonly entered: number
  /** Those it dropped, by reason, most frequent first. */
  readonly dropped: readonly { readonly code: DropCode; readonly count: number }[]
  /** `entered` less the dropped ones: what comes to the next step, and after the last one is emitted. */
  readonly left: number
}

/** The way from read to emitted, step by step; steps that drop nothing included. */
export function funnel({ read, dropped }: Counts): readonly FunnelStage[] {
  let entered = read
  return steps.map((step) => {
    const here = dropCodes
      .filter((code) => stepOfCode[code] === step)
      .map((code) => ({ code, count: dropped[code] ?? 0 }))
      .filter(({ count }) => count > 0)
      .toSorted((left, right) => right.count - left.count)
    const left = here.reduce((rest, { count }) => rest - count, entered)
    const stage = { step, entered, dropped: here, left }
    entered = left
    return stage
  })
}
