import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every page for people, sorted. */
export function pagesOfDocumentation() {
  const folders = ['.', 'docs', 'examples', 'benchmarks']
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.md'))
    .toSorted()
}
