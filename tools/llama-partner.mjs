// llama.cpp in process, as node-llama-cpp brings it for this platform: 85 MB under .partners/llama,
// installed on first use without any script of a package.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { arch, platform } from 'node:process'
import { pathToFileURL } from 'node:url'

const VERSION = '3.22.1'
/** Where node-llama-cpp is installed. */
export const llamaFolder = resolve('.partners/llama')

/** The module of node-llama-cpp, installed when it is not there. Fails where that cannot be. */
export async function llamaPartner() {
  const installed = join(llamaFolder, 'installed.txt')
  const isThere = existsSync(installed) && readFileSync(installed, 'utf8') === VERSION
  if (!isThere) install(installed)
  const entry = join(llamaFolder, 'node_modules/node-llama-cpp/dist/index.js')
  return import(pathToFileURL(entry).href)
}

function install(installed) {
  mkdirSync(llamaFolder, { recursive: true })
  writeFileSync(join(llamaFolder, 'package.json'), '{ "private": true }\n')
  const npm = ['install', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund']
  run([...npm, `node-llama-cpp@${VERSION}`])
  // The optional packages hold variants for graphics cards, 600 MB of them.
  run([...npm, '--no-save', `@node-llama-cpp/${platform}-${arch}@${VERSION}`])
  writeFileSync(installed, VERSION)
}

/** Output goes to stderr: stdout belongs to the result. */
function run(args) {
  const { status, error } = spawnSync('npm', args, { cwd: llamaFolder, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`npm ${args[0]} ended with ${status}`, { cause: error })
}
