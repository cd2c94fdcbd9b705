// node tools/story.mjs [--write] [--again]: the commands of docs/story.md, on a real model, from records to a
// verified adapter; after a build. Minutes, 1.5 GB in .partners/. --write puts what was printed into
// the page; --again takes the training of the run before. The last line is what came out, as JSON.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { commandBlocks, withOutputs } from './documentation/story-blocks.mjs'
import { askPython, pythonOf } from './python-partner.mjs'
import { storyChecks } from './story-checks.mjs'

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
  },
})
const page = 'docs/story.md'
const folder = resolve('.partners/story-run')
/** What training left and printed. */
const trained = resolve('.partners/story-trained')
const base = resolve('.partners/story-base')
const python = pythonOf('story')

rmSync(folder, { recursive: true, force: true })
cpSync('tests/interop/story', folder, { recursive: true })
if (!existsSync(base)) askPython('story', 'story/make_base.py', [base])
symlinkSync(base, join(folder, 'base'))
const programs = makePrograms()
const text = readFileSync(page, 'utf8')
const checks = storyChecks({ folder, base })
const outputs = commandBlocks(text).map((commands) => commands.map(run).join(''))
const missing = Object.keys(checks.after).filter((command) => !checks.seen.has(command))
assert.deepEqual(missing, [], 'commands that the page no longer has')
if (values.write) writeFileSync(page, withOutputs(text, outputs))
console.log(JSON.stringify(checks.result))

/** Training takes minutes: what it left is kept. */
function run(command) {
  if (!command.startsWith('python train.py')) return execute(command)
  if (values.again) {
    cpSync(trained, folder, { recursive: true })
    return pass(command, readFileSync(join(trained, 'printed.txt'), 'utf8'))
  }
  const session = execute(command)
  rmSync(trained, { recursive: true, force: true })
  for (const name of ['adapter', 'run']) {
    cpSync(join(folder, name), join(trained, name), { recursive: true })
  }
  writeFileSync(join(trained, 'printed.txt'), session.slice(session.indexOf('\n') + 1))
  return session
}

/** A command of the page, as a shell runs it. Gives it, and what it printed. */
function execute(command) {
  // What loradex says beside its result belongs to the session, the warnings of Python do not.
  const both = command.startsWith('python') ? '' : 'exec 2>&1; '
  const startedAt = performance.now()
  const { status, stdout, stderr } = spawnSync(`${both}${command}`, {
    shell: true,
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: {
      ...process.env,
      PATH: [programs, dirname(python), process.env.PATH].join(delimiter),
      HF_HUB_OFFLINE: '1',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.error(`$ ${command}\n${stdout}(${status}, ${seconds} s)`)
  assert.equal(status, checks.exits[command] ?? 0, `${command}\n${stdout}${stderr}`)
  return pass(command, stdout)
}

function pass(command, stdout) {
  checks.pass(command, stdout)
  return `$ ${command}\n${stdout.replaceAll(folder, '…')}`
}

/** `loradex` on the PATH is this checkout's. */
function makePrograms() {
  const bin = join(folder, 'bin')
  const program = join(bin, 'loradex')
  mkdirSync(bin)
  writeFileSync(
    program,
    `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/bundle/main.cjs')}" "$@"\n`,
  )
  chmodSync(program, 0o755)
  return bin
}
