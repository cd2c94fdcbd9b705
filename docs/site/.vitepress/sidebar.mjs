import { readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** The headings of the page and the links in the lists below them. */
export function sidebarOf(page) {
  const groups = []
  for (const line of readFileSync(page, 'utf8').split('\n')) {
    const [, heading] = /^## (.*)$/u.exec(line) ?? []
    if (heading !== undefined) groups.push({ text: heading, items: [] })
    const [, text, target] = /^- \[([^\]]*)\]\(([^)#]*\.md)\)/u.exec(line) ?? []
    if (target !== undefined) groups.at(-1).items.push({ text, link: linkOf(page, target) })
  }
  return groups
}

function linkOf(page, target) {
  const path = posix.join(posix.dirname(page), target)
  return `/${path.replace(/(?:README)?\.md$/u, '')}`
}
