import type { MeasuredSample } from '../records/measured-sample.js'
import type { Drop } from '../records/verdict.js'

/** A check that keeps or drops a sample. */
export interface Stage {
  readonly id: string
  /** Pure: the reason to drop the sample, or nothing. */
  judge(sample: MeasuredSample): Drop | undefined
}
