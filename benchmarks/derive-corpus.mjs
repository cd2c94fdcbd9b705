// node benchmarks/derive-corpus.mjs --shape chat|turns|json|csv|sqlite|parquet --from FILE --out FILE, after a build
// The rows of a corpus in another shape: conversations, whole or by speaker, answers that are objects, tables. Prints
// `{ rows, bytes, kept }`, where `kept` is how many the job on that shape must keep.
import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs'
import { stdout } from 'node:process'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { keptRule } from './kept-rule.mjs'

const { values } = parseArgs({
  options: {
    shape: { type: 'string' },
    from: { type: 'string' },
    out: { type: 'string' },
  },
})

const COLUMNS = 'id, uuid, question, context, answer, lang, category, source, score, reviewed, tags'

const shapes = {
  chat: writeLines(chatOf),
  turns: writeLines(turnOf),
  json: writeLines(objectOf),
  csv,
  sqlite,
  parquet,
}
const write = shapes[values.shape]
if (!write) throw new Error(`--shape knows ${Object.keys(shapes).join(', ')}`)
rmSync(values.out, { force: true })
const { rows, kept } = await write()
stdout.write(`${JSON.stringify({ rows, kept, bytes: statSync(values.out).size })}\n`)

async function* rowsOf(isKept, counts) {
  const lines = createInterface({ input: createReadStream(values.from), crlfDelay: Infinity })
  for await (const line of lines) {
    const { quality, ...row } = JSON.parse(line)
    const flat = { ...row, score: quality?.score, reviewed: quality?.reviewed }
    counts.rows += 1
    counts.kept += Number(isKept(flat))
    yield flat
  }
}

function writeLines(shapeOf) {
  return async () => {
    const counts = { rows: 0, kept: 0 }
    const rule = keptRule()
    const isKept = (row) => rule(judged(shapeOf(row), row))
    await pipeline(async function* () {
      for await (const row of rowsOf(isKept, counts)) yield `${JSON.stringify(shapeOf(row))}\n`
    }, createWriteStream(values.out))
    return counts
  }
}

/** What the rule is about in the shape: the whole conversation, or the answer as its JSON. */
function judged(shaped, { question, context, answer, score }) {
  const conversation = shaped.messages ?? (shaped.user && [shaped.user, shaped.assistant])
  if (conversation) {
    const text = typeof answer === 'string' ? answer : undefined
    return {
      question: 'a conversation',
      context: JSON.stringify(conversation),
      answer: text,
      score,
    }
  }
  const object = shaped.answer?.text === undefined ? undefined : JSON.stringify(shaped.answer)
  return { question, context, answer: object, score }
}

function chatOf({ id, question, context, answer, lang, source, score, tags }) {
  const asked = context ? `${question}\n\n${context}` : question
  const messages = [
    { role: 'system', content: 'Answer in the language of the question.' },
    { role: 'user', content: asked },
    { role: 'assistant', content: answer },
  ]
  return { id, messages, lang, source, score, tags }
}

function turnOf(row) {
  const { messages, ...facts } = chatOf(row)
  const texts = messages.map(({ role, content }) => [role, content])
  return { ...facts, ...Object.fromEntries(texts) }
}

function objectOf({
  id,
  question,
  context,
  answer,
  lang,
  category,
  source,
  score,
  reviewed,
  tags,
}) {
  const object = { text: answer, lang, labels: tags, origin: { source, category, reviewed } }
  return { id, question, context, answer: object, score, source, lang }
}

/** All is text there, an empty one where a row has no value. */
async function csv() {
  const counts = { rows: 0, kept: 0 }
  const rule = keptRule()
  const isKept = (row) => rule(textOnly(row))
  await pipeline(async function* () {
    yield `${COLUMNS.replaceAll(' ', '')}\n`
    for await (const row of rowsOf(isKept, counts)) yield `${csvRow(row)}\n`
  }, createWriteStream(values.out))
  return counts
}

/** The job has no weights: a weight would be text. */
function textOnly({ question, context, answer }) {
  return { question: csvText(question), context: csvText(context), answer: csvText(answer) }
}

function csvRow(row) {
  return COLUMNS.split(', ')
    .map((name) => csvText(row[name]))
    .map((text) => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(',')
}

function csvText(value) {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function sqlite() {
  const { default: Database } = await import('libsql')
  const counts = { rows: 0, kept: 0 }
  const database = new Database(values.out)
  database.exec(`create table cases (id integer primary key, uuid, question, context, answer, lang,
    category, source, score, reviewed, tags)`)
  const insert = database.prepare(`insert into cases (${COLUMNS}) values (${'?,'.repeat(10)}?)`)
  database.exec('begin')
  for await (const row of rowsOf(keptRule(), counts)) insert.run(...tableRow(row))
  database.exec('commit')
  database.close()
  return counts
}

function tableRow(row) {
  const { id, uuid, question, context, answer, lang, category, source, score, reviewed, tags } = row
  const flag = reviewed === undefined ? undefined : Number(reviewed)
  const cells = [id, uuid, question, context, answer, lang, category, source, score, flag]
  return [...cells, JSON.stringify(tags ?? [])].map((cell) => cell ?? null)
}

/** A column has one type: weights that are none are null there, and so no fault. */
async function parquet() {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const counts = { rows: 0, kept: 0 }
  const rule = keptRule()
  const isKept = (row) => rule({ ...row, score: undefined })
  for await (const _ of rowsOf(isKept, counts));
  const database = await DuckDBInstance.create(':memory:')
  const connection = await database.connect()
  await connection.run(`copy (
    select id, uuid, question, context, answer, lang, category, source,
      try_cast(quality->>'score' as double) as score,
      try_cast(quality->>'reviewed' as boolean) as reviewed, cast(tags as varchar) as tags
    from read_json(${quoted(values.from)}, format = 'newline_delimited', columns = {
      id: 'BIGINT', uuid: 'VARCHAR', question: 'VARCHAR', context: 'VARCHAR', answer: 'VARCHAR',
      lang: 'VARCHAR', category: 'VARCHAR', source: 'VARCHAR', quality: 'JSON', tags: 'JSON' })
  ) to ${quoted(values.out)} (format parquet, compression zstd)`)
  return counts
}

function quoted(text) {
  return `'${text.replaceAll("'", "''")}'`
}
