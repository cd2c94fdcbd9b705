import type { Conclusion } from './face.js'
import type { WorkEvent } from './work-event.js'

/** To whom a command tells how its work goes. */
export interface Reporter {
  /** Cheap: may be called for every batch. */
  tell(event: WorkEvent): void
  /** Once, when the work is done. */
  conclude(conclusion: Conclusion): void
}
