// node benchmarks/resume.mjs [--rows 300000,1000000] [--kill 0.9] [--repeats 3] [--workers 1] [--node PATH]
//   [--write-readme], after a build
// What going on with a killed export takes, over all of it, and what it costs that one can. The whole export,
// the same without checkpoints and the resumed one are fresh processes, in turns; what they write is compared.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env, execPath, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { exportArgs, outputOf } from './cases.mjs'
import { cachedCorpus } from './corpus-cache.mjs'
import { exportCounts } from './export-counts.mjs'
import { environmentLine } from './figures.mjs'
import { killedExport } from './killed-export.mjs'
import { describeEnvironment } from './measure-cases.mjs'
import { measuredProcess } from './measured-process.mjs'
import { temporaryFolder } from './temporary-folder.mjs'
import { touchMemory } from './touch-memory.mjs'
import { writeReadme } from './write-readme.mjs'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '300000,1000000' },
    kill: { type: 'string', default: '0.9' },
    repeats: { type: 'string', default: '3' },
    workers: { type: 'string', default: '1' },
    node: { type: 'string', default: execPath },
    'write-readme': { type: 'boolean', default: false },
  },
})
const { node, workers } = values
const killAt = Number(values.kill)
const environment = describeEnvironment(node)
const lines = []
for (const rows of values.rows.split(',').map(Number)) lines.push(await figuresOf(rows))

const markdown = [
  environmentLine(environment),
  `Killed when ${killAt * 100} % of the records are read; ${workers} worker; medians of ${values.repeats} (least..greatest).`,
  [
    '| rows | MB | whole s | resumed s | resumed / whole | by CPU | read before | ten rows s | checkpoints, CPU |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n'),
].join('\n\n')
stdout.write(`${markdown}\n`)
if (values['write-readme']) writeReadme('resume', markdown)

async function figuresOf(rows) {
  const corpus = cachedCorpus({ rows, variant: 'mixed', seed: '1' })
  const folder = temporaryFolder(corpus.bytes)
  const ten = join(folder, 'ten.jsonl')
  writeFileSync(ten, '{"question":"q","answer":"a"}\n'.repeat(10))
  const runs = []
  for (let repeat = 0; repeat < Number(values.repeats); repeat += 1) {
    runs.push(await runOnce(corpus, folder, ten))
    stderr.write(`${rows} rows: ${repeat + 1} of ${values.repeats}\n`)
  }
  rmSync(folder, { recursive: true })
  const spread = (numberOf, digits = 2) => spreadOf(runs.map(numberOf), digits)
  const percent = (numberOf) => spread((run) => 100 * numberOf(run), 1)
  const cells = [
    rows,
    Math.round(corpus.bytes / 1e6),
    spread(({ whole }) => whole.wallSeconds),
    spread(({ resumed }) => resumed.wallSeconds),
    `${percent(({ whole, resumed }) => resumed.wallSeconds / whole.wallSeconds)} %`,
    `${percent(({ whole, resumed }) => resumed.cpuSeconds / whole.cpuSeconds)} %`,
    `${percent(({ before }) => before / rows)} %`,
    spread(({ tenRows }) => tenRows.wallSeconds),
    `${percent(({ whole, without }) => whole.cpuSeconds / without.cpuSeconds - 1)} %`,
  ]
  return `| ${cells.join(' | ')} |`
}

async function runOnce({ path, rows, bytes }, folder, ten) {
  const commandFor = (input) => [...exportArgs('job-1', { input, folder }), '--workers', workers]
  const measured = (input, more = []) => {
    const args = [...commandFor(input), ...more]
    return measuredProcess({ program: node, args, node, folder })
  }
  const fresh = () => {
    rmSync(outputOf(folder), { recursive: true, force: true })
    touchMemory(folder, bytes)
  }

  const tenRows = measured(ten)
  fresh()
  env.LORADEX_CHECKPOINT_MS = String(2 ** 31)
  const without = measured(path)
  delete env.LORADEX_CHECKPOINT_MS
  fresh()
  const whole = measured(path)
  const expected = await exportCounts(outputOf(folder))
  fresh()
  await killedExport({ node, args: commandFor(path), rows, killAt })
  const resumed = measured(path, ['--resume'])
  const { read, shardsSha256 } = await exportCounts(outputOf(folder))
  if (read !== rows || shardsSha256 !== expected.shardsSha256) {
    throw new Error('the export that was gone on with is not the whole one')
  }
  return { tenRows, without, whole, resumed, before: readBefore(resumed) }
}

/** As the program has said. */
function readBefore({ said }) {
  const [, count = ''] = /resumed after ([\d,]+) records/u.exec(said) ?? []
  return Number(count.replaceAll(',', ''))
}

function spreadOf(numbers, digits) {
  const sorted = numbers.toSorted((left, right) => left - right)
  const [least, middle, greatest] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map(
    (index) => sorted[index].toFixed(digits),
  )
  return `${middle} (${least}..${greatest})`
}
