// npm run test:node -- 22.23.3 [part of a path]
// The tests under another Node. It comes through npm and is kept in .partners/.
import { spawnSync } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { nodeOfVersion } from './node-of-version.mjs'
import { build } from './ready.mjs'

const [version = '', ...rest] = process.argv.slice(2)
if (!/^\d+\.\d+\.\d+$/u.test(version)) {
  console.error('usage: npm run test:node -- MAJOR.MINOR.PATCH [part of a path]')
  process.exit(2)
}

const node = nodeOfVersion(version)
if (node === undefined) {
  console.error(`expected Node ${version} for ${process.platform}-${process.arch}, npm has none`)
  process.exit(1)
}
build()
// Tests start further processes, some by name.
const PATH = [dirname(node), process.env.PATH].join(delimiter)
console.error(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim())
const { status } = spawnSync(node, ['tools/test.mjs', ...rest], {
  env: { ...process.env, PATH },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
