// node benchmarks/run.mjs [--rows N] [--variant V] [--seed S] [--repeats R] [--cases own|sources|peers|NAME,…]
//   [--node PATH] [--json] [--write-readme]
import { stderr, stdout } from 'node:process'
import { readFileSync, writeFileSync } from 'node:fs'
import { GROUPS } from './cases.mjs'
import { measureCases } from './measure-cases.mjs'
import { figuresAsMarkdown } from './figures.mjs'
import { readOptions } from './options.mjs'

const readmePath = new URL('README.md', import.meta.url)

const options = readOptions({ rows: '100000', repeats: '5', cases: 'own' })
const results = await measureCases(options, (text) => stderr.write(`${text}\n`))
const markdown = figuresAsMarkdown(results)
stdout.write(options.json ? `${JSON.stringify(results, undefined, 2)}\n` : `${markdown}\n`)
if (options['write-readme']) {
  const part = partFor(options.cases)
  const marked = new RegExp(`(?<=<!-- ${part} -->\\n)[^]*(?=<!-- /${part} -->)`, 'u')
  const readme = readFileSync(readmePath, 'utf8')
  if (!marked.test(readme)) throw new Error(`README.md has lost its <!-- ${part} --> markers`)
  writeFileSync(
    readmePath,
    readme.replace(marked, () => `\n${markdown}\n\n`),
  )
}

/** Of README.md. */
function partFor(cases) {
  if (cases.includes('readline')) return 'peers'
  return cases.every((name) => GROUPS.sources.includes(name)) ? 'sources' : 'figures'
}
