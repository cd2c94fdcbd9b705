// npm run test:node -- 22.23.3 [part of a path]
// The tests under another Node. It comes through npm and is kept in .partners/.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { build } from './ready.mjs'

const [version = '', ...rest] = process.argv.slice(2)
if (!/^\d+\.\d+\.\d+$/u.test(version)) {
  console.error('usage: npm run test:node -- MAJOR.MINOR.PATCH [part of a path]')
  process.exit(2)
}

const node = installNode(version)
build()
// Tests start further processes, some by name.
const PATH = [dirname(node), process.env.PATH].join(delimiter)
console.error(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim())
const { status } = spawnSync(node, ['tools/test.mjs', ...rest], {
  env: { ...process.env, PATH },
  stdio: 'inherit',
})
process.exitCode = status ?? 1

/** The path of that Node. The package of this platform holds nothing else and runs no script. */
function installNode(wanted) {
  const folder = resolve('.partners', `node-${wanted}`)
  const name = `node-${process.platform}-${process.arch}`
  const path = join(folder, 'node_modules', name, 'bin', 'node')
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  // Without it npm would install into the project.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const { status: installed } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${wanted}`],
    { cwd: folder, stdio: ['ignore', 2, 2] },
  )
  if (installed !== 0 || !existsSync(path)) {
    console.error(`expected Node ${wanted} for ${process.platform}-${process.arch}, npm has none`)
    process.exit(1)
  }
  return path
}
