import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The path of that Node, which comes through npm and is kept in .partners/; undefined where npm has none. */
export function nodeOfVersion(wanted) {
  const folder = resolve('.partners', `node-${wanted}`)
  const name = `node-${process.platform}-${process.arch}`
  const path = join(folder, 'node_modules', name, 'bin', 'node')
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  // Without it npm would install into the project.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  // The package of this platform holds nothing else and runs no script.
  const { status } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${wanted}`],
    { cwd: folder, stdio: ['ignore', 2, 2] },
  )
  return status === 0 && existsSync(path) ? path : undefined
}
