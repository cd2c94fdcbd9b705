import { maskbenchCases } from '../maskbench.mjs'
import { chance, neighboursOf } from './neighbours.mjs'

const { addRecord, compileSchema, emptySketch, fromPlain, inferSchema } =
  await import('../../dist/schema/index.js')

/**
 * Shares of the instances that schemas inferred by each maker judge rightly, on every nth MaskBench schema:
 * those it was made from, those held out, those that are invalid.
 */
export async function inferenceQuality(makers, { most, published = false, every }) {
  const scores = new Map(Object.keys(makers).map((maker) => [maker, emptyScore()]))
  for (const { text } of maskbenchCases(every)) {
    const one = caseOf(JSON.parse(text), { most, published })
    if (one === undefined) continue
    for (const [maker, score] of scores) await addScore(score, makers[maker], one)
  }
  return Array.from(scores, ([maker, { schemas, ...tallies }]) => ({
    maker,
    schemas,
    ...Object.fromEntries(Object.entries(tallies).map(([name, [part, all]]) => [name, part / all])),
  }))
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

/** Ours, as if more instances were to come. */
export function ours(evidence) {
  return (instances) => {
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
