import { existsSync } from 'node:fs'
import { posix } from 'node:path'

/** Leaves the text alone of links to what is in the repository and no page: the site has no files. */
export function linkPlugin(markdown, pages) {
  markdown.core.ruler.push('links-to-files', ({ tokens, env }) => {
    for (const { children } of tokens) unlinkFiles(children ?? [], env.relativePath, pages)
  })
}

function unlinkFiles(tokens, page, pages) {
  let isDropped = false
  for (const token of tokens) {
    if (token.type === 'link_open') isDropped = leadsToFile(token.attrGet('href'), page, pages)
    if (!isDropped || !token.type.startsWith('link_')) continue
    token.tag = 'span'
    token.attrs = null
    if (token.type === 'link_close') isDropped = false
  }
}

/** What leads nowhere stays a link, and fails the build. */
function leadsToFile(href, page, pages) {
  if (/^https:|^#/u.test(href)) return false
  const [path] = href.split('#')
  const target = posix.join(posix.dirname(page), path)
  return !pages.has(target) && existsSync(target)
}
