import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every page for people, sorted. */
export function pagesOfDocumentation() {
  const folders = ['.', 'docs', 'examples', 'benchmarks']
  return folders
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.md'))
    .toSorted()
}
