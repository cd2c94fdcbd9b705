// node tools/interop.mjs DIR [--trl sft|dpo|text]
// Prints what datasets.load_dataset (and TRL) make of an export. Installs them on first use.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { askPython } from './python-partner.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { trl: { type: 'string' } },
})
const [folder] = positionals
if (folder === undefined) {
  console.error('usage: node tools/interop.mjs DIR [--trl sft|dpo|text]')
  process.exit(2)
}

const result = { splits: askPython('datasets', 'load_dataset.py', [resolve(folder)]) }
if (values.trl !== undefined) {
  result.trl = askPython('trl', 'trl_take.py', [resolve(folder), values.trl])
}
console.log(JSON.stringify(result, null, 2))
process.exitCode = result.trl?.ok === false ? 1 : 0
