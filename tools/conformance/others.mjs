import { validators } from './validators.mjs'

const draft = { folder: 'draft2020-12', dialect: '2020-12' }

/**
 * How often ajv and hyperjump say something else than we do, and the first pairs on which they do. What
 * one of them refuses, such as a schema that leads back to itself for the same value, has no verdict.
 * ajv, which takes 30 times as long, gets a hundredth of the pairs.
 */
export async function othersOf({ pairs: all, seed }) {
  const { randomPair } = await import('../../dist/tests/schema-fuzz/random-pair.js')
  const found = {}
  const { loradex, ...others } = await validators()
  const ours = await loradex(draft, { formats: false, file: '' })
  for (const [name, open] of Object.entries(others)) {
    const compile = await open(draft, { formats: false, file: '' })
    const pairs = name.startsWith('ajv') ? Math.ceil(all / 100) : all
    const tally = { pairs, same: 0, refused: 0, different: 0, examples: [] }
    for (let index = 0; index < pairs; index += 1) {
      const { schema, value } = randomPair(seed + index)
      const [expected, said] = [
        await verdictOf(ours, schema, value),
        await verdictOf(compile, schema, value),
      ]
      if (expected === undefined || said === undefined) tally.refused += 1
      else if (said === expected) tally.same += 1
      else {
        tally.different += 1
        if (tally.examples.length < 5)
          tally.examples.push({ seed: seed + index, said, schema, value })
      }
    }
    found[name] = tally
  }
  return found
}

async function verdictOf(compile, schema, value) {
  try {
    const test = await compile(JSON.stringify(schema))
    return await test(JSON.stringify(value))
  } catch {
    return undefined
  }
}
