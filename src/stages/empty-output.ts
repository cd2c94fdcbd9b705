import type { Stage } from './stage.js'

/** Drops samples whose produced text is empty or only white space: there is nothing to learn. */
export function emptyOutput(): Stage {
  return {
    id: 'empty-output',
    judge({ produced }) {
      if (/\S/u.test(produced)) return undefined
      return {
        code: 'empty-output',
        rule: 'quality.skip_empty_outputs',
        observed: produced === '' ? 'no text' : 'only white space',
        allowed: 'text',
      }
    },
  }
}
