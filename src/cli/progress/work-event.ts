import type { Progress } from '../../export/progress.js'
import type { ExportEvent } from '../../recipe/export-event.js'

/** What a command tells of its work. */
export type WorkEvent =
  | ExportEvent
  | { readonly kind: 'progress'; readonly progress: Progress; readonly fates?: Fates }

/** What becomes of records, in a word each. @default kept and dropped */
export interface Fates {
  readonly kept: string
  readonly dropped: string
}

export type Phase = Extract<ExportEvent, { readonly kind: 'phase' }>['phase']
