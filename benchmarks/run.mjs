// node benchmarks/run.mjs [--rows N] [--variant V] [--seed S] [--repeats R] [--cases own|sources|peers|NAME,…]
//   [--node PATH] [--json] [--write-readme]
import { stderr, stdout } from 'node:process'
import { GROUPS } from './cases.mjs'
import { measureCases } from './measure-cases.mjs'
import { figuresAsMarkdown } from './figures.mjs'
import { readOptions } from './options.mjs'
import { writeReadme } from './write-readme.mjs'

const options = readOptions({ rows: '100000', repeats: '5', cases: 'own' })
const results = await measureCases(options, (text) => stderr.write(`${text}\n`))
const markdown = figuresAsMarkdown(results)
stdout.write(options.json ? `${JSON.stringify(results, undefined, 2)}\n` : `${markdown}\n`)
if (options['write-readme']) {
  writeReadme(partFor(options.cases), markdown)
}

/** Of README.md. */
function partFor(cases) {
  if (cases.includes('readline')) return 'peers'
  return cases.every((name) => GROUPS.sources.includes(name)) ? 'sources' : 'figures'
}
