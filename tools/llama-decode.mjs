// Decodes texts with a tiny random model of llama.cpp under our GBNF of many schemas: every text that
// the grammar ends must keep its schema. Random weights try what a trained model would not.
// usage: node tools/llama-decode.mjs [texts] [schemas] [seed]; after a build
import { argv, exitCode, stdout } from 'node:process'
import { decodeTexts } from '../dist/tests/interop/llama/decode-texts.js'

const [texts = 2000, schemas = 120, seed = 1] = argv.slice(2).map(Number)
const { finished, cutOff, malformed, invalid, seconds } = await decodeTexts({
  texts,
  schemas,
  seed,
})
for (const { schema, text } of invalid.slice(0, 5)) stdout.write(`invalid: ${text}\n  ${schema}\n`)
stdout.write(
  `${texts} texts over ${schemas} schemas in ${seconds.toFixed(1)} s: ${finished} finished, ` +
    `${invalid.length} of them invalid, ${malformed} no UTF-8; ${cutOff} cut off\n`,
)
process.exitCode = invalid.length === 0 && finished > 0 ? exitCode : 1
