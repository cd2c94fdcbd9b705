import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.cache', import.meta.url))
const GENERATOR = 'generate-corpus.mjs corpus-rows.mjs text-pools.mjs random.mjs phrases.data.json'

/** Generates the corpus unless it was before: `{ path, rows, bytes, sha256, counts, … }`. */
export function cachedCorpus({ rows, variant, seed }) {
  const path = join(folder, `${variant}-${rows}-${seed}-${generatorVersion()}.jsonl`)
  const summaryPath = `${path}.json`
  if (!existsSync(summaryPath)) {
    mkdirSync(folder, { recursive: true })
    const summary = generate(`${path}.part`, { rows, variant, seed })
    renameSync(`${path}.part`, path)
    writeFileSync(summaryPath, summary)
  }
  return { path, ...JSON.parse(readFileSync(summaryPath, 'utf8')) }
}

/** The rows of the corpus in another shape, made unless they were before: `{ path, rows, bytes, kept }`. */
export function derivedCorpus({ path: from }, shape) {
  const path = `${from}.${rulesVersion()}.${shape}`
  const summaryPath = `${path}.json`
  if (!existsSync(summaryPath)) {
    const script = fileURLToPath(new URL('derive-corpus.mjs', import.meta.url))
    const args = ['--shape', shape, '--from', from, '--out', `${path}.part`]
    const { status, stdout } = spawnSync(execPath, [script, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (status !== 0) throw new Error(`the corpus of shape ${shape} could not be made`)
    renameSync(`${path}.part`, path)
    writeFileSync(summaryPath, stdout)
  }
  return { path, ...JSON.parse(readFileSync(summaryPath, 'utf8')) }
}

/** In a process of its own: the runner stays small. */
function generate(out, options) {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  const script = fileURLToPath(new URL('generate-corpus.mjs', import.meta.url))
  const { status, stdout } = spawnSync(execPath, [script, ...args, '--out', out], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error('the corpus could not be generated')
  return stdout
}

function generatorVersion() {
  return versionOf(GENERATOR)
}

function rulesVersion() {
  return versionOf('derive-corpus.mjs kept-rule.mjs')
}

function versionOf(names) {
  const hash = createHash('sha256')
  for (const name of names.split(' ')) hash.update(readFileSync(new URL(name, import.meta.url)))
  return hash.digest('hex').slice(0, 8)
}
