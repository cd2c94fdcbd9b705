import { readFileSync, writeFileSync } from 'node:fs'

const path = new URL('README.md', import.meta.url)

/** Puts figures between `<!-- part -->` and `<!-- /part -->` of README.md. */
export function writeReadme(part, markdown) {
  const marked = new RegExp(`(?<=<!-- ${part} -->\\n)[^]*(?=<!-- /${part} -->)`, 'u')
  const readme = readFileSync(path, 'utf8')
  if (!marked.test(readme)) throw new Error(`README.md has lost its <!-- ${part} --> markers`)
  writeFileSync(
    path,
    readme.replace(marked, () => `\n${markdown}\n\n`),
  )
}
