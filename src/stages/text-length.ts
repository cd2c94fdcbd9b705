import type { Stage } from './stage.js'

export interface TextLengthOptions {
  /** Fewest code points kept. */
  readonly minCodePoints: number
  /** Most code points kept. */
  readonly maxCodePoints: number
}

/** Drops samples whose produced text is too short to teach anything or too long to train on. */
export function textLength({ minCodePoints, maxCodePoints }: TextLengthOptions): Stage {
  return {
    id: 'text-length',
    judge({ length: observed }) {
      if (observed < minCodePoints) {
        const rule = 'quality.min_text_length'
        return { code: 'text-too-short', rule, observed, allowed: minCodePoints }
      }
      if (observed > maxCodePoints) {
        const rule = 'quality.max_text_length'
        return { code: 'text-too-long', rule, observed, allowed: maxCodePoints }
      }
      return undefined
    },
  }
}
