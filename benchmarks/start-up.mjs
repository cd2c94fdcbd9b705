// node benchmarks/start-up.mjs [--node PATH], after a build
// What `loradex --help` takes over a bare start of Node: medians of runs taken in turns.
import { spawnSync } from 'node:child_process'
import { execPath, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const RUNS = 15

const { values } = parseArgs({ options: { node: { type: 'string', default: execPath } } })
const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const cases = { bare: ['--eval', ''], help: [program, '--help'] }
const times = { bare: [], help: [] }

// The first runs read the files from the disk.
for (const args of Object.values(cases)) timeOf(args)
for (let run = 0; run < RUNS; run += 1) {
  const order = run % 2 === 0 ? ['bare', 'help'] : ['help', 'bare']
  for (const name of order) times[name].push(timeOf(cases[name]))
}

const [bare, help] = [medianOf(times.bare), medianOf(times.help)]
stdout.write(`bare Node      ${bare.toFixed(1)} ms
loradex --help ${help.toFixed(1)} ms
difference     ${(help - bare).toFixed(1)} ms (goal: at most 80)
`)

function timeOf(args) {
  const startedAt = performance.now()
  const { status } = spawnSync(values.node, args, { stdio: 'ignore' })
  const time = performance.now() - startedAt
  if (status !== 0) throw new Error(`node ${args[0]} ended with ${status}`)
  return time
}

function medianOf(numbers) {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)]
}
