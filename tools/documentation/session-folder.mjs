import { chmodSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { delimiter, dirname, join, resolve } from 'node:path'

const program = resolve('dist/bundle/main.cjs')
const sqlite3 = resolve('tools/documentation/sqlite3.mjs')

/** What is copied for a page that works in the checkout, because it writes there. The rest is linked. */
const copied = ['dist', 'examples']
const absent = ['.git', '.partners', 'out']

/**
 * Makes in `folder` what a page finds: the working folder, where `loradex` and the packages of this
 * checkout can be imported, the commands `loradex` and `npx loradex`, and a home. Gives the working
 * folder and the environment.
 */
export function furnish(folder, { inCheckout, start }) {
  const cwd = join(folder, 'work')
  const bin = join(folder, 'bin')
  const home = join(folder, 'home')
  for (const made of [cwd, bin, home]) mkdirSync(made)
  if (inCheckout) copyCheckout(cwd)
  else linkPackages(folder, cwd)
  if (start !== undefined) cpSync(start, cwd, { recursive: true })
  writeProgram(join(bin, 'loradex'), `exec '${process.execPath}' '${program}' "$@"`)
  // npx itself takes half a second to find what is installed.
  writeProgram(join(bin, 'npx'), '"$@"')
  // No page opens a window.
  writeProgram(join(bin, 'xdg-open'), 'exit 0')
  if (spawnSync('sqlite3', ['--version']).status !== 0) {
    writeProgram(join(bin, 'sqlite3'), `exec '${process.execPath}' '${sqlite3}' "$@"`)
  }
  return { cwd, env: environment(bin, home) }
}

function environment(bin, home) {
  const { PATH = '', TMPDIR } = process.env
  return {
    PATH: [join(home, '.npm', 'bin'), bin, dirname(process.execPath), PATH].join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    NO_COLOR: '1',
    // What is left of a bar when it is done.
    LORADEX_PROGRESS: 'none',
    // Node 22 calls its SQLite experimental.
    NODE_NO_WARNINGS: '1',
    HF_HUB_OFFLINE: '1',
    TQDM_DISABLE: '1',
    PYTHONWARNINGS: 'ignore',
    npm_config_prefix: join(home, '.npm'),
    npm_config_update_notifier: 'false',
    ...(TMPDIR !== undefined && { TMPDIR }),
  }
}

function copyCheckout(cwd) {
  for (const name of readdirSync('.').filter((entry) => !absent.includes(entry))) {
    const copy = join(cwd, name)
    if (!copied.includes(name)) symlinkSync(resolve(name), copy)
    else cpSync(name, copy, { recursive: true, preserveTimestamps: true, filter: isInput })
  }
}

function isInput(path) {
  return !path.startsWith('examples/') || !path.endsWith('/out')
}

/** As after `npm install loradex`: the package, and above it what it depends on. */
function linkPackages(folder, cwd) {
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(cwd, 'node_modules'))
  symlinkSync(resolve('.'), join(cwd, 'node_modules', 'loradex'))
}

function writeProgram(path, line) {
  writeFileSync(path, `#!/bin/sh\n${line}\n`)
  chmodSync(path, 0o755)
}
