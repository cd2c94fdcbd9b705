// node tools/maskbench-schemas.mjs [--write]
// Compiles every MaskBench schema beside the project and asks for all verdicts; --write puts the counts into
// docs/conformance.md.
import { build } from './ready.mjs'
import { hasMaskbench, maskbenchCases } from './maskbench.mjs'
import { markdownTable } from './markdown-table.mjs'
import { writePart } from './write-part.mjs'

if (!hasMaskbench) {
  console.error('the MaskBench data are not beside the project')
  process.exit(5)
}
build()
const { compileSchema, parseJsonText } = await import('../dist/schema/index.js')

const tally = { schemas: 0, compiled: 0, valid: [0, 0], invalid: [0, 0] }
const refusals = []
for (const { name, text } of maskbenchCases()) {
  const one = parseJsonText(text)
  tally.schemas += 1
  const validator = compiled(name, one.get('schema'))
  if (validator === undefined) continue
  tally.compiled += 1
  for (const test of one.get('tests')) {
    const isValid = test.get('valid')
    const score = isValid ? tally.valid : tally.invalid
    score[1] += 1
    if (validator.accepts(test.get('data')) === isValid) score[0] += 1
  }
}
const rows = [
  ['schemas', String(tally.schemas)],
  ['compiled', String(tally.compiled)],
  ['valid instances accepted', `${tally.valid[0]} of ${tally.valid[1]}`],
  ['invalid instances refused', `${tally.invalid[0]} of ${tally.invalid[1]}`],
]
const counts = markdownTable(['MaskBench', 'count'], rows)
const table =
  refusals.length === 0
    ? counts
    : [counts, markdownTable(['refused', 'because'], refusals)].join('\n\n')
console.log(table)
if (process.argv.includes('--write')) writePart('docs/conformance.md', 'maskbench', table)

function compiled(name, schema) {
  try {
    return compileSchema(schema, { defaultDialect: 'draft-07' })
  } catch (error) {
    refusals.push([name, reasonOf(error.details.problem)])
    return undefined
  }
}

/** Without what stands there, which is long. */
function reasonOf(problem) {
  return problem.replace(/, saw "[\s\S]*", which could.*$/u, '').replace(/ to \/\S+/u, '')
}
