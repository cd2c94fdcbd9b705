// Packages that measure us and are no part of the project. They live under .partners/, are installed on
// first use, without scripts, and kept until their pins change.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Installs exactly these versions, and answers with an `import` of what they export. */
export function nodePartner(group, dependencies) {
  const folder = join(resolve('.partners'), group)
  const wanted = `${JSON.stringify({ private: true, type: 'module', dependencies }, undefined, 2)}\n`
  const pins = join(folder, 'package.json')
  const done = join(folder, 'installed')
  if (!existsSync(done) || readFileSync(pins, 'utf8') !== wanted) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(pins, wanted)
    const npm = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    execFileSync('npm', npm, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    writeFileSync(done, '')
  }
  const require = createRequire(pins)
  const own = join(folder, 'import.mjs')
  writeFileSync(own, 'export const load = (specifier) => import(specifier)\n')
  return async (specifier) => {
    if (specifier.endsWith('.json')) return { default: require(specifier) }
    const { load } = await import(pathToFileURL(own).href)
    return load(specifier)
  }
}
