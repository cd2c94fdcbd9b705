import { Random } from './random.mjs'

/**
 * Shares of the rows. The full job keeps none of the first three kinds; a row is of one kind at
 * most.
 */
export const SHARES = {
  duplicate: 0.05,
  violation: 0.02,
  out_of_bounds: 0.001,
  escaped: 0.05,
}

/** The full job's bounds on the answer, in code points. */
export const ANSWER_BOUNDS = { min: 50, max: 4096 }

/** So many of the last rows can be repeated as duplicates: memory stays bounded. */
const REMEMBERED = 4096

const CATEGORIES = 'math history sports law medicine geography science support finance code'.split(
  ' ',
)
const SOURCES = 'wiki forum tickets manuals contracts papers'.split(' ')
const TAGS = 'faq longform reviewed translated short gold synthetic human v2 legacy'.split(' ')
const FIRST_CREATION = Date.UTC(2020, 8, 13)
const CREATION_SECONDS = 150_000_000

/** Share of English and the other languages, drawn evenly; `emoji` ends some answers. */
const VARIANTS = {
  mixed: { english: 0.62, others: 'de fr es ru el ar hi zh ja th tr'.split(' '), emoji: 0.02 },
  ascii: { english: 1, others: [], emoji: 0 },
  'non-latin': { english: 0, others: 'ru el ar hi zh ja th'.split(' '), emoji: 0.02 },
}

export const VARIANT_NAMES = Object.keys(VARIANTS)

/**
 * Yields `{ line, lang, traits }` for each row: `line` is JSON without the newline, `traits` what it
 * is counted under: its kind, how it violates the schema, `escaped`. But for the duplicates no two
 * rows have the same content, as each question ends with the row's number.
 */
export function* corpusRows({ rows, variant, seed, pools }) {
  const random = new Random(seed)
  const draft = { random, pools, mix: VARIANTS[variant], remembered: [] }
  for (let id = 1; id <= rows; id += 1) yield nextRow(draft, id)
}

function nextRow(draft, id) {
  const { random } = draft
  const drawn = kindOf(random.fraction())
  const kind = drawn === 'duplicate' && draft.remembered.length === 0 ? 'plain' : drawn
  const content = contentOf(draft, kind, id)
  const row = rowOf(random, id, content)
  const traits = kind === 'violation' ? [kind, violate(random, row)] : [kind]
  const json = JSON.stringify(row)
  const line = random.fraction() < SHARES.escaped ? escaped(json) : json
  if (line !== json) traits.push('escaped')
  return { line, lang: row.lang, traits }
}

function kindOf(fraction) {
  let limit = 0
  for (const kind of ['duplicate', 'violation', 'out_of_bounds']) {
    limit += SHARES[kind]
    if (fraction < limit) return kind
  }
  return 'plain'
}

function contentOf(draft, kind, id) {
  const { random, remembered } = draft
  if (kind === 'duplicate') return random.pick(remembered)
  const content = freshContent(draft, id)
  if (kind === 'out_of_bounds') return { ...content, answer: outOfBounds(random, content.answer) }
  if (kind === 'plain') {
    remembered[remembered.length < REMEMBERED ? remembered.length : random.below(REMEMBERED)] =
      content
  }
  return content
}

function freshContent({ random, pools, mix }, id) {
  const lang = random.fraction() < mix.english ? 'en' : random.pick(mix.others)
  const { questions, sentences } = pools[lang]
  const asked = random.pick(questions)
  const sentenceCount = random.fraction() < 0.65 ? 1 + random.below(9) : 0
  const context = Array.from({ length: sentenceCount }, () => random.pick(sentences)).join(' ')
  let answer = asked.answer ?? random.pick(sentences)
  for (let left = 2 + random.below(8); left > 0 || answer.length < ANSWER_BOUNDS.min; left -= 1) {
    answer += (random.fraction() < 0.3 ? '\n' : ' ') + random.pick(sentences)
  }
  if (random.fraction() < 0.08) answer += '\n\n\t\\(x\\) "' + random.pick(sentences) + '"'
  if (random.fraction() < mix.emoji) answer += ' \u{1F600}\u{1F680}'
  return { question: `${asked.text} [${id}]`, context, answer, lang }
}

function rowOf(random, id, { question, context, answer, lang }) {
  return {
    id,
    uuid: uuid(random),
    question,
    context,
    answer,
    lang,
    category: random.pick(CATEGORIES),
    source: random.pick(SOURCES),
    quality: {
      score: random.below(1001) / 1000,
      votes: random.below(500),
      reviewed: random.fraction() < 0.7,
    },
    tags: [random.pick(TAGS), random.pick(TAGS)],
    created_at: new Date(FIRST_CREATION + random.below(CREATION_SECONDS) * 1000).toISOString(),
    author_id: random.below(1_000_000),
  }
}

function uuid(random) {
  const hex = Array.from({ length: 4 }, () => random.bits().toString(16).padStart(8, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-')
}

/** Spoils the row in one of four ways, of which only `short_question` needs the schema. */
function violate(random, row) {
  const chance = random.fraction()
  if (chance < 0.5) {
    delete row.answer
    return 'missing_answer'
  }
  if (chance < 0.75) {
    row.answer = 'short'
    return 'short_answer'
  }
  if (chance < 0.9) {
    row.quality = { score: 'n/a' }
    return 'bad_weight'
  }
  row.question = 'hm?'
  return 'short_question'
}

/** Within the schema's bounds, but not within the length filter's. */
function outOfBounds(random, answer) {
  if (random.fraction() < 0.5) return answer.slice(0, ANSWER_BOUNDS.min - 10)
  return `${answer}\n`.repeat(Math.ceil((ANSWER_BOUNDS.max + 1) / answer.length))
}

/** `\uXXXX` for what careful writers escape: all but ASCII, and what could end an HTML attribute. */
function escaped(json) {
  return json.replace(/[<>&'\u{80}-\u{10ffff}]/gu, (character) =>
    character.split('').map(unicodeEscape).join(''),
  )
}

function unicodeEscape(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
