import { readFileSync, writeFileSync } from 'node:fs'

/** Puts a text between `<!-- measured: name -->` and `<!-- /measured -->` of a page. */
export function writePart(path, name, text) {
  const page = readFileSync(path, 'utf8')
  const start = `<!-- measured: ${name} -->`
  const from = page.indexOf(start)
  const to = page.indexOf('<!-- /measured -->', from)
  if (from < 0 || to < 0) throw new Error(`expected ${start} … in ${path}`)
  writeFileSync(path, `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`)
}
