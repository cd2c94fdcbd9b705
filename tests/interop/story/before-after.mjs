// Prints what the metadata say of the model before and after training.
import { readFileSync } from 'node:fs'

const metadata = JSON.parse(readFileSync('adapter/adapter_metadata.json', 'utf8'))
for (const { metric, value, baseline } of metadata['loradex:evaluation']) {
  const [before, after] = [baseline.value, value].map((each) => String(Number(each.toPrecision(4))))
  console.log(`${metric.padEnd(20)} ${before.padStart(7)} -> ${after}`)
}
