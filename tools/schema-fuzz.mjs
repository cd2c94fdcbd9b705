// node tools/schema-fuzz.mjs [--pairs N] [--seed N] [--others]
// The compiler of schemas against a simple validator on random pairs, 1,000,000 of them for a night;
// --others asks hyperjump, too, and on a hundredth of the pairs ajv: a quarter of an hour more.
import { parseArgs } from 'node:util'
import { othersOf } from './conformance/others.mjs'
import { build } from './ready.mjs'

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    others: { type: 'boolean', default: false },
  },
})
build()
const { compareValidators } = await import('../dist/tests/schema-fuzz/compare-validators.js')

const [pairs, seed] = [Number(values.pairs), Number(values.seed)]
const BATCH = 20_000
const sums = { valid: 0, invalid: 0, refused: 0, different: 0 }
for (let done = 0; done < pairs; done += BATCH) {
  const result = compareValidators(seed + done, Math.min(BATCH, pairs - done))
  for (const key of ['valid', 'invalid', 'refused']) sums[key] += result[key]
  sums.different += result.differences.length
  for (const difference of result.differences) console.log(difference)
  console.error(JSON.stringify({ pairs: done + BATCH, ...sums }))
}
console.log(JSON.stringify({ pairs, seed, ...sums }))
if (values.others) console.log(JSON.stringify(await othersOf({ pairs, seed })))
process.exitCode = sums.different === 0 ? 0 : 1
