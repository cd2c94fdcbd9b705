// node tools/check-docs.mjs [--update] [page …]
// Does what the pages say and compares what comes of it; --update puts what is printed into them.
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { pagesOfDocumentation } from './documentation/pages.mjs'
import { runPages } from './documentation/run-pages.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { update: { type: 'boolean', default: false } },
})
const pages = positionals.length > 0 ? positionals : pagesOfDocumentation()
const startedAt = performance.now()
const done = {}
const leftOut = []
let failed = 0

await runPages(pages, (page) => {
  console.log(`${page.failures.length === 0 ? 'ok  ' : 'FAIL'} ${page.path} ${seconds(page.ms)}`)
  for (const failure of page.failures) console.log(failure)
  if (values.update) renew(page)
  for (const [kind, times] of Object.entries(page.done)) done[kind] = (done[kind] ?? 0) + times
  for (const block of page.leftOut) leftOut.push({ path: page.path, ...block })
  failed += page.failures.length
})
for (const { path, line, kind, reason } of leftOut)
  console.log(`${path}:${line} ${kind}: ${reason}`)
console.log(
  `${pages.length} pages in ${seconds(performance.now() - startedAt)}`,
  Object.entries(done)
    .map(([kind, times]) => `${times} × ${kind}`)
    .join(', '),
)
process.exitCode = failed === 0 ? 0 : 1

/** Replaces what was printed otherwise, from the last such place to the first: lines stay where they are. */
function renew({ path, renewals }) {
  const lines = readFileSync(path, 'utf8').split('\n')
  for (const { line, from, to } of renewals.toReversed()) {
    const [old, fresh] = [from, to].map((text) => text.split('\n').slice(0, -1))
    const margin = /^ */u.exec(lines[line - 1])[0]
    lines.splice(line, old.length, ...fresh.map((text) => (text === '' ? '' : margin + text)))
  }
  writeFileSync(path, lines.join('\n'))
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`
}
