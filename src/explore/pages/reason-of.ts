import { dropReasons } from '../../report/html/vocabulary.js'

const reasons = new Map<string, string>(Object.entries(dropReasons))

/** What was wrong, in a few words; nothing for a code of a later version. */
export function reasonOf(code: string): string {
  return reasons.get(code) ?? ''
}
