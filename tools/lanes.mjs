// node tools/lanes.mjs [--rows N] [--seed S]
// Holds the two lanes against each other on random recipes and records, in slices that can be run apart.
import { parseArgs } from 'node:util'
import { build } from './ready.mjs'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
})
build()
// Compiled by the line above.
const { fuzzLanes } = await import('../dist/tests/lanes/fuzz-lanes.js')

const fuzz = fuzzLanes({ rows: Number(values.rows), firstSeed: Number(values.seed) })
const { differences, left, reasons, ...counts } = fuzz
for (const [name, count] of Object.entries(counts)) console.log(`${name.padEnd(12)} ${count}`)
show('left to the object lane', left)
show('recipes without byte lane', reasons)
for (const difference of differences.slice(0, 10)) console.log(difference)
console.log(`${differences.length} differences`)
process.exitCode = differences.length === 0 ? 0 : 1

function show(title, counted) {
  console.log(title)
  const inOrder = Array.from(counted).toSorted(([, one], [, other]) => other - one)
  for (const [name, count] of inOrder) console.log(`  ${String(count).padStart(8)}  ${name}`)
}
