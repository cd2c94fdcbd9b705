// node benchmarks/source-alone.mjs sqlite|parquet|csv FILE, after a build: reads all batches of the source.
import { argv, env, stdout } from 'node:process'
import { openSource } from '#loradex/recipe/open-source.js'

const [type, path] = argv.slice(2)
const options = type === 'sqlite' ? { table: 'cases' } : {}
const source = openSource({ type, path, ...options }, { baseFolder: '/', env })
let rows = 0
for (const part of await source.plan({ spoolFolder: '' })) {
  for await (const batch of source.read(part, {})) rows += batch.lines.length
}
stdout.write(`${rows}\n`)
