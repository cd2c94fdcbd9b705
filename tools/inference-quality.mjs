// node tools/inference-quality.mjs [--every N] [--write]
// What inferred schemas make of instances they were not made from: ours beside genson-js and quicktype,
// on the MaskBench data beside the project. --write puts the table into docs/conformance.md.
import { parseArgs } from 'node:util'
import { build } from './ready.mjs'
import { baselines } from './inference/baselines.mjs'
import { hasMaskbench } from './maskbench.mjs'
import { markdownTable } from './markdown-table.mjs'
import { writePart } from './write-part.mjs'

const { values } = parseArgs({
  options: { every: { type: 'string', default: '9' }, write: { type: 'boolean', default: false } },
})
if (!hasMaskbench) {
  console.error('the MaskBench data are not beside the project')
  process.exit(5)
}
build()
const { inferenceQuality, ours } = await import('./inference/inference-quality.mjs')

const makers = {
  'loradex --strict': ours({ isStrict: true }),
  'loradex --support 2': ours({ support: 2 }),
  ...(await baselines()),
}
/** How many instances there are of each schema, and what they are. */
const settings = [
  { name: 'as published: from one, the other held out', most: 2, published: true },
  ...[3, 4, 8, 12, 40].map((most) => ({ name: `widened to ${most}`, most })),
]
const rows = []
for (const { name, ...setting } of settings) {
  const found = await inferenceQuality(makers, { ...setting, every: Number(values.every) })
  for (const { maker, schemas, seen, held, invalid } of found) {
    rows.push([name, `\`${maker}\``, String(schemas), ...[seen, held, invalid].map(percent)])
  }
}
const table = markdownTable(
  ['instances', 'inference', 'schemas', 'seen accepted', 'held out accepted', 'invalid rejected'],
  rows,
)
console.log(table)
if (values.write) writePart('docs/conformance.md', 'inference', table)

function percent(share) {
  return `${(100 * share).toFixed(1)} %`
}
