// node tools/hostile-schemas.mjs [--write]
// What hostile schemas cost, by group; --write puts the table into docs/conformance.md.
import { build } from './ready.mjs'
import { markdownTable } from './markdown-table.mjs'
import { writePart } from './write-part.mjs'

build()
const { hostileResults } = await import('../dist/tests/hostile-schemas/hostile-results.js')

const { hostileGroups } = await import('../dist/tests/hostile-schemas/hostile-groups.js')
const { measureApart } = await import('../dist/tests/hostile-schemas/measure-apart.js')

const results = await hostileResults()
const cases = hostileGroups.flatMap(({ cases: some }) => some)
for (const [index, result] of results.entries()) {
  if (!result.isLarge) continue
  await measureApart(cases[index])
  const { faults, callerWaitsMs } = await measureApart(cases[index])
  results[index] = { ...result, faults: [...result.faults, ...faults], callerWaitsMs }
}
const titles = [...new Set(results.map(({ title }) => title))]
const rows = [...titles.map(row), ['all', ...figures(results)]]
const head = ['schemas', 'cases', 'refused', 'right', 'longest ms', 'large', 'caller waits ms']
const table = markdownTable(head, rows)
console.log(table)
for (const { name, faults } of results)
  for (const fault of faults) console.error(`${name}: ${fault}`)
if (process.argv.includes('--write')) writePart('docs/conformance.md', 'hostile', table)

function row(title) {
  return [title, ...figures(results.filter((result) => result.title === title))]
}

function figures(some) {
  const [large, small] = [
    some.filter(({ isLarge }) => isLarge),
    some.filter(({ isLarge }) => !isLarge),
  ]
  return [
    some.length,
    some.filter(({ isRefused }) => isRefused).length,
    some.filter(({ faults }) => faults.length === 0).length,
    longest(small, 'longestMs'),
    large.length,
    longest(large, 'callerWaitsMs'),
  ].map(String)
}

function longest(some, figure) {
  return some.length === 0 ? '–' : Math.max(...some.map((one) => one[figure])).toFixed(0)
}
