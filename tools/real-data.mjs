// node tools/real-data.mjs [name] [--workers N]
// Exports the real sets beside the project and prints what came of each.
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { build } from './ready.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { workers: { type: 'string', default: '2' } },
})
if (!existsSync('../shared/data')) {
  console.error('the real data are not beside the project')
  process.exit(5)
}
build()
// Compiled by the line above.
const { realSets } = await import('../dist/tests/real-data/real-sets.js')
const { unpackData } = await import('../dist/tests/real-data/unpack.js')
const { readExport } = await import('../dist/tests/read-export.js')
const { runCli } = await import('../dist/tests/run-cli.js')

unpackData()
const folder = await mkdtemp(join(tmpdir(), 'real-data-'))
const header = ['set', 'style', 'read', 'emitted', 'dropped', 'compliance', 'seconds', 'MB/s']
console.log(`| ${header.join(' | ')} |\n| ${header.map(() => '---').join(' | ')} |`)
for (const { name } of realSets) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const row = await exportSet(name)
  console.log(`| ${row.join(' | ')} |`)
}
await rm(folder, { recursive: true })

async function exportSet(name) {
  const recipe = `tests/real-data/recipes/${name}.yaml`
  const out = join(folder, name)
  const run = await runCli(['export', recipe, '--out', out, '--json', '--workers', values.workers])
  if (run.code !== 0) return [name, `exit ${run.code}: ${run.stderr.split('\n')[0]}`]
  const { manifest, lines } = readExport(out)
  const { counts } = manifest
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
  const { schema_validation: schema, run: facts } = JSON.parse(run.stdout)
  const dropped = Object.entries(counts.dropped).map(([reason, count]) => `${count} ${reason}`)
  const rate = schema?.compliance_rate
  const seconds = facts.duration_ms / 1000
  return [
    name,
    parse(readFileSync(recipe, 'utf8')).style,
    counts.read,
    counts.emitted,
    dropped.join(', ') || '–',
    rate === undefined ? '–' : rate.toFixed(4),
    seconds.toFixed(2),
    // Written, before compression: the one size that every kind of source has.
    (bytes / 1e6 / seconds).toFixed(1),
  ]
}
