// node benchmarks/start-up.mjs [--node PATH], after a build
// What `loradex --help` and an export of ten records take over a bare start of Node, and when the export
// first says where it stands: medians of runs taken in turns.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const RUNS = 15

const { values } = parseArgs({ options: { node: { type: 'string', default: execPath } } })
const program = fileURLToPath(new URL('../dist/bundle/main.cjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'start-up-'))
writeFileSync(join(folder, 'loradex.yaml'), 'source: { type: jsonl, path: cases.jsonl }\n')
writeFileSync(join(folder, 'cases.jsonl'), '{"question":"q","answer":"a"}\n'.repeat(10))

const cases = {
  bare: { args: ['--eval', ''], until: 'exit' },
  help: { args: [program, '--help'], until: 'exit' },
  tenRows: { args: [program, 'export', '--force', '--progress', 'none'], until: 'exit' },
  firstLine: { args: [program, 'export', '--force', '--progress', 'plain'], until: 'first line' },
}
const times = { bare: [], help: [], tenRows: [], firstLine: [] }

// The first runs read the files from the disk.
for (const each of Object.values(cases)) await timeOf(each)
for (let run = 0; run < RUNS; run += 1) {
  const names = Object.keys(cases)
  for (const name of run % 2 === 0 ? names : names.toReversed()) {
    times[name].push(await timeOf(cases[name]))
  }
}
rmSync(folder, { recursive: true })

const [bare, help, tenRows, firstLine] = Object.values(times).map(medianOf)
stdout.write(`bare Node         ${bare.toFixed(1)} ms
loradex --help    ${help.toFixed(1)} ms
difference        ${(help - bare).toFixed(1)} ms (goal: at most 80)
ten-row export    ${tenRows.toFixed(1)} ms
difference        ${(tenRows - bare).toFixed(1)} ms (goal: at most 60)
first status line ${firstLine.toFixed(1)} ms
difference        ${(firstLine - bare).toFixed(1)} ms (goal: at most 150)
`)

/** Until the program has ended, or until it has written to stderr. */
function timeOf({ args, until }) {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const child = spawn(values.node, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    let time
    child.stderr.once('data', () => (time = performance.now() - startedAt))
    child.stderr.resume()
    child.once('exit', (status) => {
      if (until === 'exit') time = performance.now() - startedAt
      if (status === 0 && time !== undefined) resolve(time)
      else reject(new Error(`node ${args[0]} ended with ${status}`))
    })
  })
}

function medianOf(numbers) {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)]
}
