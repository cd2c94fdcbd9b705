// node benchmarks/copy.mjs FILE OUT: a plain copy by one thread, with synchronous reads and writes.
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { argv } from 'node:process'

const [inputPath, outputPath] = argv.slice(2)
const input = openSync(inputPath, 'r')
const output = openSync(outputPath, 'w')
const buffer = Buffer.allocUnsafeSlow(1 << 20)
for (let read; (read = readSync(input, buffer)) > 0;) {
  for (let from = 0; from < read;) from += writeSync(output, buffer, from, read - from)
}
closeSync(input)
closeSync(output)
