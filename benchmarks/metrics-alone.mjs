// node benchmarks/metrics-alone.mjs [--rows N] [--repeats R], after a build
// What compliance and the histogram of lengths take by themselves, of the CPU of the full job: the difference of
// two whole exports is smaller than what runs differ by. The lengths are those that the export has written.
import { createReadStream, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cpuUsage, execPath, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { lengthDistribution } from '#loradex/metrics/length-distribution.js'
import { schemaCompliance } from '#loradex/metrics/schema-compliance.js'
import { commandOf, outputOf } from './cases.mjs'
import { cachedCorpus } from './corpus-cache.mjs'
import { measuredProcess } from './measured-process.mjs'
import { temporaryFolder } from './temporary-folder.mjs'

/** About as many as lie in 4 MiB, and how many of those are read for one state. */
const BATCH_ROWS = 3_500
const BATCHES_PER_PART = 4

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    repeats: { type: 'string', default: '5' },
  },
})
const corpus = cachedCorpus({ rows: Number(values.rows), variant: 'mixed', seed: '1' })
const folder = temporaryFolder(corpus.bytes)
const command = commandOf('job-1', { node: execPath, input: corpus.path, folder })
const shares = []
for (let repeat = 0; repeat < Number(values.repeats); repeat += 1) {
  const { cpuSeconds } = measuredProcess({ ...command, node: execPath, folder })
  const batches = batchesOf(await lengthsIn(outputOf(folder)))
  shares.push((100 * metricSeconds(batches)) / cpuSeconds)
}
rmSync(folder, { recursive: true })
const inOrder = shares.toSorted((left, right) => left - right)
const [least, median, most] = [0, Math.floor(inOrder.length / 2), inOrder.length - 1].map((at) =>
  inOrder[at].toFixed(2),
)
stdout.write(
  `compliance and histogram by themselves, % of the CPU of the full job: ${median} (${least}..${most})\n`,
)

async function lengthsIn(output) {
  const lengths = []
  for (const name of readdirSync(output).filter((file) => /^train-.*\.jsonl$/u.test(file))) {
    const lines = createInterface({ input: createReadStream(join(output, name)) })
    for await (const line of lines) lengths.push(Array.from(JSON.parse(line).output).length)
  }
  return Uint32Array.from(lengths)
}

function batchesOf(lengths) {
  const count = Math.ceil(lengths.length / BATCH_ROWS)
  return Array.from({ length: count }, (_, index) =>
    lengths.subarray(index * BATCH_ROWS, (index + 1) * BATCH_ROWS),
  )
}

/** CPU of what threads and the one that merges their states do, the compiler's included. */
function metricSeconds(batches) {
  const before = cpuUsage()
  for (const metric of [lengthDistribution(), schemaCompliance()]) {
    let all = metric.empty()
    for (let first = 0; first < batches.length; first += BATCHES_PER_PART) {
      const state = metric.empty()
      for (const lengths of batches.slice(first, first + BATCHES_PER_PART)) {
        metric.addRows(state, { count: lengths.length, lengths })
      }
      all = metric.merge(all, metric.decode(metric.encode(state)))
    }
  }
  const { user, system } = cpuUsage(before)
  return (user + system) / 1e6
}
