// node benchmarks/generate-corpus.mjs --rows N --out FILE [--variant mixed|ascii|non-latin]
//   [--seed S] [--with-shared]
import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { corpusRows, SHARES, VARIANT_NAMES } from './corpus-rows.mjs'
import { readTextPools } from './text-pools.mjs'

/** Bytes gathered in the one buffer before they are written. */
const BLOCK_BYTES = 1 << 20
/** Far above the longest row: an answer just out of bounds, six bytes a code point, and its context. */
const MAX_ROW_BYTES = 1 << 17

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    out: { type: 'string' },
    variant: { type: 'string', default: 'mixed' },
    seed: { type: 'string', default: '1' },
    'with-shared': { type: 'boolean', default: false },
  },
})
const rows = wholeNumber('rows', values.rows)
const seed = wholeNumber('seed', values.seed)
if (values.out === undefined) throw new Error('--out names the file to write')
if (!VARIANT_NAMES.includes(values.variant)) {
  throw new Error(`--variant is one of ${VARIANT_NAMES.join(', ')}, not ${values.variant}`)
}

const pools = readTextPools({ withShared: values['with-shared'] })
const written = write(corpusRows({ rows, variant: values.variant, seed, pools }), values.out)
stdout.write(
  `${JSON.stringify({ rows, variant: values.variant, seed, ...written }, undefined, 2)}\n`,
)

function wholeNumber(name, text) {
  if (!/^\d+$/u.test(text ?? '')) throw new Error(`--${name} is a whole number, not ${text}`)
  return Number(text)
}

/** Writes the lines and counts: bytes, their sha256, shares of languages and traits. */
function write(corpus, path) {
  const file = openSync(path, 'w')
  const hash = createHash('sha256')
  const counts = { languages: {}, traits: {} }
  const block = Buffer.allocUnsafeSlow(BLOCK_BYTES)
  let used = 0
  let bytes = 0
  const flush = () => {
    for (let at = 0; at < used; at += writeSync(file, block, at, used - at));
    hash.update(block.subarray(0, used))
    bytes += used
    used = 0
  }
  for (const { line, lang, traits } of corpus) {
    if (used + MAX_ROW_BYTES > BLOCK_BYTES) flush()
    used += block.write(`${line}\n`, used)
    countIn(counts.languages, lang)
    for (const trait of traits) countIn(counts.traits, trait)
  }
  flush()
  closeSync(file)
  return { bytes, sha256: hash.digest('hex'), ...summary(counts) }
}

function summary({ languages, traits }) {
  const dropped = ['duplicate', 'violation', 'out_of_bounds'].map((kind) => traits[kind] ?? 0)
  return {
    counts: traits,
    kept_by_full_job: rows - dropped.reduce((sum, count) => sum + count, 0),
    shares: {
      ...Object.fromEntries(Object.keys(SHARES).map((kind) => [kind, share(traits[kind] ?? 0)])),
      languages: Object.fromEntries(
        Object.entries(languages)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([lang, count]) => [lang, share(count)]),
      ),
    },
  }
}

function share(count) {
  return rows === 0 ? 0 : Number((count / rows).toFixed(5))
}

function countIn(counts, key) {
  counts[key] = (counts[key] ?? 0) + 1
}
