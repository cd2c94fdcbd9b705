// node benchmarks/run.mjs [--rows N] [--variant V] [--seed S] [--repeats R]
//   [--cases floor,job-1,job-2,no-schema,no-metrics,no-dedup] [--node PATH] [--json] [--write-readme]
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import process, { stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { CASES, cli, isExport, outputOf, scriptOf } from './cases.mjs'
import { cachedCorpus } from './corpus-cache.mjs'
import { exportCounts } from './export-counts.mjs'
import { figuresAsMarkdown, figuresOf } from './figures.mjs'
import { measuredProcess } from './measured-process.mjs'

const MEMORY_FOLDER = '/dev/shm'
/** The output, its work folder and its predecessor, each at most as large as the corpus. */
const ROOM_FACTOR = 3
const readmePath = new URL('README.md', import.meta.url)
const FIGURES = /(?<=<!-- figures -->\n)[^]*(?=<!-- \/figures -->)/u

const options = readOptions()
if (options.cases.some(isExport) && !existsSync(cli)) {
  throw new Error('there is no dist/cli/main.js yet: npm run build')
}
const corpus = cachedCorpus(options)
const folder = temporaryFolder(corpus.bytes)
const environment = describeEnvironment(options.node)
if (environment.load > 0.5) say(`load ${environment.load.toFixed(1)}: trust CPU, not wall`)

checkOutputs()
const samples = measure()
report({
  environment,
  corpus,
  repeats: options.repeats,
  figures: figuresOf({ corpus, samples }),
})

function readOptions() {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '100000' },
      variant: { type: 'string', default: 'mixed' },
      seed: { type: 'string', default: '1' },
      repeats: { type: 'string', default: '5' },
      cases: { type: 'string', default: Object.keys(CASES).join(',') },
      node: { type: 'string', default: process.execPath },
      json: { type: 'boolean', default: false },
      'write-readme': { type: 'boolean', default: false },
    },
  })
  const named = values.cases.split(',')
  const known = Object.keys(CASES)
  const unknown = named.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`--cases knows ${known.join(', ')}, not ${unknown}`)
  return {
    ...values,
    // In the order of CASES: job-1 comes before those that are compared with it.
    cases: known.filter((name) => named.includes(name)),
    rows: positive('rows', values.rows),
    repeats: positive('repeats', values.repeats),
  }
}

function positive(name, text) {
  if (/^[1-9]\d*$/u.test(text)) return Number(text)
  throw new Error(`--${name} is a whole number from 1 on, not ${text}`)
}

/** On a memory file system where there is room, so that no disk is measured. */
function temporaryFolder(corpusBytes) {
  const path = mkdtempSync(join(hasRoom(corpusBytes) ? MEMORY_FOLDER : tmpdir(), 'loradex-bench-'))
  process.once('exit', () => rmSync(path, { recursive: true, force: true }))
  process.once('SIGINT', () => process.exit(130))
  return path
}

function hasRoom(corpusBytes) {
  if (!existsSync(MEMORY_FOLDER)) return false
  const { bavail, bsize } = statfsSync(MEMORY_FOLDER)
  return bavail * bsize > ROOM_FACTOR * corpusBytes
}

function describeEnvironment(node) {
  const versions = JSON.parse(
    execFileSync(node, ['-p', 'JSON.stringify(process.versions)'], { encoding: 'utf8' }),
  )
  return {
    node: versions.node,
    v8: versions.v8,
    platform: `${process.platform}-${process.arch}`,
    processor: cpus()[0].model,
    cores: cpus().length,
    load: loadavg()[0],
    date: new Date().toISOString().slice(0, 10),
  }
}

/** One run of each case, not timed: it warms the page cache and proves that all do the same work. */
function checkOutputs() {
  let reference
  for (const name of options.cases) {
    runCase(name)
    if (!isExport(name)) continue
    const counts = exportCounts(outputOf(folder))
    for (const note of counts.notes) say(`${name}: ${note}`)
    if (name === 'job-1') reference = counts
    refuse(name, difference(name, counts, reference))
    say(`${name}: kept ${counts.emitted} of ${corpus.rows} rows, as it must`)
  }
}

function difference(name, { read, emitted, shardsSha256 }, reference) {
  const expected = CASES[name].kept(corpus)
  if (read !== undefined && read !== corpus.rows) return `read ${read} of ${corpus.rows} rows`
  if (emitted !== expected) return `kept ${emitted} rows, expected ${expected}`
  if (!CASES[name].sameBytes || reference === undefined) return undefined
  return shardsSha256 === reference.shardsSha256 ? undefined : 'its shards are not those of job-1'
}

function refuse(name, fault) {
  if (fault !== undefined) throw new Error(`${name} is not timed: ${fault}`)
}

/** Interleaved, each repeat starting with another case. */
function measure() {
  const names = options.cases
  const measured = Object.fromEntries(names.map((name) => [name, []]))
  for (let repeat = 0; repeat < options.repeats; repeat += 1) {
    for (let step = 0; step < names.length; step += 1) {
      const name = names[(repeat + step) % names.length]
      measured[name].push(runCase(name))
    }
    say(`repeat ${repeat + 1} of ${options.repeats}`)
  }
  return measured
}

function runCase(name) {
  rmSync(outputOf(folder), { recursive: true, force: true })
  const script = scriptOf(name, { corpusPath: corpus.path, folder })
  return measuredProcess({ node: options.node, script, folder })
}

function report(results) {
  const markdown = figuresAsMarkdown(results)
  stdout.write(options.json ? `${JSON.stringify(results, undefined, 2)}\n` : `${markdown}\n`)
  if (!options['write-readme']) return
  const readme = readFileSync(readmePath, 'utf8')
  if (!FIGURES.test(readme)) throw new Error('README.md has lost its <!-- figures --> markers')
  writeFileSync(
    readmePath,
    readme.replace(FIGURES, () => `\n${markdown}\n\n`),
  )
}

function say(text) {
  stderr.write(`${text}\n`)
}
