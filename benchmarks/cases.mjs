import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PEERS } from './peers.mjs'

export const cli = pathOf('../dist/bundle/main.cjs')

const WEIGHT = 'weighting.weight_field=score'
const FROM_SQLITE = { source: { type: 'sqlite', table: 'cases' }, set: [WEIGHT] }
const FROM_PARQUET = { source: { type: 'parquet' }, set: [WEIGHT] }
const ZSTD_1 = ['output.compression=zstd', 'output.compression_level=1']
const NGRAMS = 'quality_metrics.track_distinct_ngrams=true'
const BY_SPEAKER =
  'field_mapping={system_field: system, user_field: user, assistant_field: assistant}'
const PLAIN = 'output.digests=none'
/** Whose cases are `X-driver`, `X-alone` and `X`. */
export const SOURCES = ['sqlite', 'parquet', 'csv']

/**
 * What can be measured. `recipe` makes an export, `script` a program of Node, `command` any other.
 * `corpus` is the shape of corpus that it reads, `floor` the case it is compared with. `kept` says how
 * many rows an export must keep, given what is known of the corpus; `sameBytes`: the shards must be
 * those of job-1.
 */
export const CASES = {
  floor: { title: 'P (floor.mjs)', script: ['floor.mjs'] },
  copy: { title: 'a plain copy, one thread', script: ['copy.mjs'] },
  'job-1': fullJob('full job, 1 worker'),
  'job-2': fullJob('full job, 2 workers', { workers: 2, sameBytes: true }),
  'job-1-plain': fullJob('without digests, 1 worker', {
    set: [PLAIN],
    sameBytes: true,
  }),
  'job-2-plain': fullJob('without digests, 2 workers', {
    workers: 2,
    set: [PLAIN],
    sameBytes: true,
  }),
  'no-schema': fullJob('without schema validation', {
    set: ['structured_gen.enable_schema_validation=false'],
    // What the schema alone rejects: a question that is too short.
    kept: (corpus) => keptByFullJob(corpus) + count(corpus, 'short_question'),
  }),
  'no-metrics': fullJob('without quality metrics', {
    set: ['quality_metrics.enable_metrics=false'],
    sameBytes: true,
  }),
  'no-diversity': fullJob('without diversity', {
    set: ['quality_metrics.track_diversity_score=false'],
    sameBytes: true,
  }),
  'no-dedup': fullJob('without deduplication', {
    set: ['quality.skip_duplicates=false'],
    kept: (corpus) => keptByFullJob(corpus) + count(corpus, 'duplicate'),
  }),
  ngrams: fullJob('with distinct-1/2/3 over every word', {
    set: [NGRAMS],
    sameBytes: true,
  }),
  'ngrams-plain': fullJob('with distinct-1/2/3, without digests', {
    set: [NGRAMS, PLAIN],
    sameBytes: true,
  }),
  'little-memory': fullJob('with 4 MB for duplicates, the rest on disk', {
    flags: ['--dedup-memory', '4'],
    sameBytes: true,
  }),
  zstd: fullJob('zstd shards, level 1', { set: ZSTD_1, sameBytes: true }),
  'zstd-2': fullJob('zstd shards, level 1, 2 workers', {
    workers: 2,
    set: ZSTD_1,
    sameBytes: true,
  }),
  'zstd-3': fullJob('zstd shards, level 3', {
    set: ['output.compression=zstd'],
    sameBytes: true,
  }),
  gzip: fullJob('gzip shards', { set: ['output.compression=gzip'], sameBytes: true }),
  'object-lane': fullJob('every record as an object', {
    flags: ['--lane', 'object'],
    sameBytes: true,
  }),
  resume: fullJob('resumed after a kill at 90 %', {
    killAt: 0.9,
    sameBytes: true,
  }),

  'floor-chat': { title: 'P on the conversations', corpus: 'chat', script: ['floor.mjs'] },
  chat: derived('chat', { title: 'chat, messages as they stand', recipe: 'chat.yaml' }),
  'chat-plain': derived('chat', {
    title: 'the same without digests',
    recipe: 'chat.yaml',
    set: [PLAIN],
  }),
  'floor-turns': { title: 'P on their texts by speaker', corpus: 'turns', script: ['floor.mjs'] },
  turns: derived('turns', {
    title: 'chat, made of texts by speaker',
    recipe: 'chat.yaml',
    set: [BY_SPEAKER],
  }),
  'turns-plain': derived('turns', {
    title: 'the same without digests',
    recipe: 'chat.yaml',
    set: [BY_SPEAKER, PLAIN],
  }),
  'floor-json': { title: 'P on answers that are objects', corpus: 'json', script: ['floor.mjs'] },
  'json-output': derived('json', { title: 'answers as JSON', recipe: 'json-output.yaml' }),
  'json-output-plain': derived('json', {
    title: 'the same without digests',
    recipe: 'json-output.yaml',
    set: [PLAIN],
  }),

  'sqlite-driver': driver('sqlite', 'libsql, rows as objects'),
  'sqlite-alone': source('sqlite', 'SQLite read alone'),
  sqlite: table('sqlite', 'full job from SQLite', FROM_SQLITE),
  'sqlite-2': table('sqlite', 'full job from SQLite, 2 workers', { ...FROM_SQLITE, workers: 2 }),
  'parquet-driver': driver('parquet', 'hyparquet, rows as objects'),
  'parquet-alone': source('parquet', 'Parquet read alone'),
  parquet: table('parquet', 'full job from Parquet', FROM_PARQUET),
  'parquet-2': table('parquet', 'full job from Parquet, 2 workers', {
    ...FROM_PARQUET,
    workers: 2,
  }),
  'csv-driver': driver('csv', 'csv-parse, rows as objects'),
  'csv-alone': source('csv', 'CSV read alone'),
  csv: table('csv', 'full job from CSV', { source: { type: 'csv' }, set: [] }),

  ...PEERS,
}

const ofSources = SOURCES.flatMap((name) => [
  `${name}-driver`,
  `${name}-alone`,
  name,
  `${name}-2`,
]).filter((name) => name in CASES)

export const GROUPS = {
  own: Object.keys(CASES).filter((name) => !(name in PEERS) && !ofSources.includes(name)),
  sources: ofSources,
  peers: ['floor', 'job-1', 'job-2', 'job-1-plain', 'job-2-plain', ...Object.keys(PEERS)],
  ci: [
    'floor',
    'job-1',
    'ngrams',
    'floor-chat',
    'chat',
    'floor-json',
    'json-output',
    'object-lane',
  ],
}

/** Names of cases and groups, apart by commas; in the order of CASES, as job-1 comes before others. */
export function casesNamed(text) {
  const named = text.split(',').flatMap((name) => GROUPS[name] ?? [name])
  const known = Object.keys(CASES)
  const unknown = named.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new Error(
      `--cases knows ${[...Object.keys(GROUPS), ...known].join(', ')}, not ${unknown}`,
    )
  }
  return known.filter((name) => named.includes(name))
}

/** `{ program, args }` for a case that reads `input` and writes into `folder`. */
export function commandOf(name, { node, input, folder }) {
  const { script, recipe, command } = CASES[name]
  const out = textOf(folder)
  if (command) return command({ node, input, out })
  if (recipe) return { program: node, args: exportArgs(name, { input, folder }) }
  const [file, ...before] = script
  return { program: node, args: [pathOf(file), ...before, input, out] }
}

export function exportArgs(name, { input, folder }) {
  const { workers = 1, set = [], flags = [], recipe, source: own } = CASES[name]
  const from = own
    ? [`source=${JSON.stringify({ ...own, path: input })}`]
    : [`source.path=${input}`]
  const settings = [...from, ...set].flatMap((setting) => ['--set', setting])
  const output = ['--out', outputOf(folder), '--force']
  const path = pathOf(`recipes/${recipe}`)
  return [cli, 'export', path, ...output, '--workers', String(workers), ...flags, ...settings]
}

/** What a case that is no export writes. */
export function textOf(folder) {
  return join(folder, 'out.jsonl')
}

export function outputOf(folder) {
  return join(folder, 'export')
}

export function isExport(name) {
  return CASES[name].recipe !== undefined
}

function fullJob(title, more = {}) {
  return { title, recipe: 'full-job.yaml', workers: 1, kept: keptByFullJob, ...more }
}

function derived(corpus, job) {
  return { ...job, corpus, floor: `floor-${corpus}`, workers: 1, kept: keptByRule }
}

function table(corpus, title, { source: own, set, workers = 1 }) {
  return {
    title,
    corpus,
    floor: `${corpus}-alone`,
    recipe: 'full-job.yaml',
    source: own,
    set: [
      ...set,
      'metadata.metadata_fields={source: source, category: category, lang: lang, reviewed: reviewed, tags: tags}',
    ],
    workers,
    kept: keptByRule,
  }
}

function driver(corpus, title) {
  return { title, corpus, floor: `${corpus}-alone`, script: ['driver-alone.mjs', corpus] }
}

function source(corpus, title) {
  return { title, corpus, script: ['source-alone.mjs', corpus] }
}

function keptByFullJob(corpus) {
  return corpus.kept_by_full_job
}

function keptByRule(facts) {
  return facts.kept
}

function count(corpus, trait) {
  return corpus.counts[trait] ?? 0
}

function pathOf(path) {
  return fileURLToPath(new URL(path, import.meta.url))
}
