// node tools/inference-quality.mjs [--every N] [--write]
// What inferred schemas make of instances they were not made from: ours beside genson-js and quicktype,
// on the MaskBench data beside the project. --write puts the table into docs/conformance.md.
import { parseArgs } from 'node:util'
import { build } from './ready.mjs'
import { chance, neighboursOf } from './inference/neighbours.mjs'
import { baselines } from './inference/baselines.mjs'
import { hasMaskbench, maskbenchCases } from './maskbench.mjs'
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
const { addRecord, compileSchema, emptySketch, fromPlain, inferSchema } =
  await import('../dist/schema/index.js')

const makers = {
  'loradex --support 2': ours({ support: 2 }),
  'loradex --support 8 --strict': ours({ support: 8, isStrict: true }),
  ...(await baselines()),
}
/** How many instances there are of each schema, and what they are. */
const settings = [
  { name: 'as published: from one, the other held out', most: 2, published: true },
  { name: 'widened to 4', most: 4 },
  { name: 'widened to 12', most: 12 },
  { name: 'widened to 40', most: 40 },
]
const rows = []
for (const setting of settings) rows.push(...(await measure(setting)))
const table = markdownTable(
  ['instances', 'inference', 'schemas', 'seen accepted', 'held out accepted', 'invalid rejected'],
  rows,
)
console.log(table)
if (values.write) writePart('docs/conformance.md', 'inference', table)

async function measure({ name, most, published = false }) {
  const scores = new Map(Object.keys(makers).map((maker) => [maker, emptyScore()]))
  for (const { text } of maskbenchCases(Number(values.every))) {
    const one = caseOf(JSON.parse(text), { most, published })
    if (one === undefined) continue
    for (const [maker, score] of scores) await addScore(score, makers[maker], one)
  }
  return Array.from(scores, ([maker, score]) => [
    name,
    `\`${maker}\``,
    String(score.schemas),
    percent(score.seen),
    percent(score.held),
    percent(score.invalid),
  ])
}

/** Instances to infer from and to hold out, and those that the schema's authors call invalid. */
function caseOf({ schema, tests }, { most, published }) {
  const judge = judgeOf(schema)
  if (judge === undefined) return undefined
  const valid = tests.filter((test) => test.valid && judge(test.data)).map(({ data }) => data)
  const invalid = tests.filter((test) => !test.valid && !judge(test.data)).map(({ data }) => data)
  if (published) {
    if (valid.length < 2) return undefined
    const [one, other] = valid
    return {
      all: valid,
      folds: [
        [[one], [other]],
        [[other], [one]],
      ],
      invalid,
    }
  }
  if (valid.length === 0) return undefined
  const random = chance(7)
  const all = neighboursOf(valid, { most, accepts: judge, random })
  if (all.length < 3) return undefined
  const mixed = all.map((value) => ({ value, by: random() })).toSorted((a, b) => a.by - b.by)
  const cut = Math.max(1, Math.round(all.length / 4))
  const sorted = mixed.map(({ value }) => value)
  return { all, folds: [[sorted.slice(cut), sorted.slice(0, cut)]], invalid }
}

function judgeOf(schema) {
  try {
    const { accepts } = compileSchema(fromPlain(schema), { defaultDialect: 'draft-07' })
    return (value) => accepts(fromPlain(value))
  } catch {
    return undefined
  }
}

async function addScore(score, infer, { all, folds, invalid }) {
  const whole = judgeOf(await infer(all))
  if (whole === undefined) return
  score.schemas += 1
  count(score.seen, all, whole)
  count(score.invalid, invalid, (value) => !whole(value))
  for (const [seen, held] of folds) {
    const judge = judgeOf(await infer(seen))
    if (judge) count(score.held, held, judge)
  }
}

function ours(evidence) {
  return async (instances) => {
    const sketch = emptySketch()
    for (const instance of instances) addRecord(sketch, fromPlain(instance))
    const { schema } = inferSchema(sketch.shape, { isComplete: false, ...evidence })
    return plain(schema)
  }
}

function plain(value) {
  if (value instanceof Map)
    return Object.fromEntries(Array.from(value, ([key, one]) => [key, plain(one)]))
  return Array.isArray(value) ? value.map(plain) : value
}

function emptyScore() {
  return { schemas: 0, seen: [0, 0], held: [0, 0], invalid: [0, 0] }
}

function count(tally, items, holds) {
  for (const item of items) {
    tally[1] += 1
    if (holds(item)) tally[0] += 1
  }
}

function percent([part, all]) {
  return `${((100 * part) / all).toFixed(1)} %`
}
