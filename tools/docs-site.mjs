// npm run docs:site
// Builds the site of the documentation into docs/site/dist, installing its packages when they are
// missing; exits with 4 when they cannot be installed.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { env } from './ready.mjs'

const site = 'docs/site'
const installed = `${site}/node_modules/.package-lock.json`

if (changedAt(installed) < changedAt(`${site}/package-lock.json`)) {
  // As tools/ready.mjs says, not `npm ci`.
  run(`npm install --prefix ${site} --no-save --ignore-scripts --no-audit --no-fund`, 4)
}
run(`node ${site}/node_modules/vitepress/bin/vitepress.js build ${site}`, 1)
console.log(`${site}/dist`)

/** Output goes to stderr: stdout says where the site is. */
function run(command, exitCode) {
  const { status } = spawnSync(command, { shell: true, env, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(exitCode)
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
