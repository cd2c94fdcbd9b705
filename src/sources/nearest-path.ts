import { existsSync, readdirSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { nearestWord } from '../kernel/nearest-word.js'

/**
 * The path with each name in it that is not there put right, as far as there is one like it: the
 * path that may have been meant. Relative paths start from `baseFolder` and stay relative.
 */
export function nearestPath(path: string, baseFolder: string): string | undefined {
  let found = isAbsolute(path) ? '/' : ''
  for (const name of path.split(/[/\\]/u).filter((each) => each !== '')) {
    const folder = resolve(baseFolder, found)
    const there = existsSync(join(folder, name)) ? name : nearestWord(name, namesIn(folder))
    if (there === undefined) return undefined
    found = join(found, there)
  }
  return found === path || found === '' ? undefined : found
}

/** As `nearestPath`, for a file at `path` that messages call `shown`: put right as it was typed. */
export function nearestAs(shown: string, path: string): string | undefined {
  if (!path.endsWith(shown)) return undefined
  return nearestPath(shown, path.slice(0, -shown.length) || '/')
}

/** Some names of a folder, in order; none when it cannot be listed. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}
