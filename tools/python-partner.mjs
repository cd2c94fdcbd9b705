// Python environments that take our exports as their users would. They live under .partners/, are
// made on first use and kept until their pins change.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve('.partners')
const scripts = resolve('tests/interop')

/** What a group needs after its packages: torch without the CUDA libraries it is linked to. */
const finishers = {
  datasets: [],
  grammar: [],
  mlflow: [],
  signing: [],
  spark: [],
  story: ['make_cuda_stubs.py'],
  trl: ['make_cuda_stubs.py'],
  validators: [],
  wandb: [],
}

/**
 * Runs a script of tests/interop/ in the group's environment, offline, and returns the JSON value
 * that it prints last. Fails with what the script wrote on stderr.
 */
export function askPython(group, script, args) {
  const python = pythonOf(group)
  const { status, stdout, stderr } = spawnSync(python, [join(scripts, script), ...args], {
    encoding: 'utf8',
    env: { ...process.env, HF_HUB_OFFLINE: '1', PYTHONDONTWRITEBYTECODE: '1' },
    maxBuffer: 1 << 26,
  })
  if (status !== 0) throw new Error(`${script} ended with ${status}\n${stderr}`)
  return JSON.parse(stdout.trimEnd().split('\n').at(-1))
}

/** The interpreter of a group of tests/interop/requirements/, installed when it is not there. */
export function pythonOf(group) {
  const pins = join(scripts, 'requirements', `${group}.txt`)
  const environment = join(folder, group)
  const python = join(environment, 'bin', 'python')
  const installed = join(environment, 'installed.txt')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(pins, 'utf8')) {
    return python
  }
  const uv = findUv()
  rmSync(environment, { recursive: true, force: true })
  run(uv, ['venv', '--python', '>=3.11,<3.14', '--no-python-downloads', environment])
  // The pins are complete; resolving would bring in the CUDA libraries, 2.5 GB of them.
  run(uv, ['pip', 'install', '--python', python, '--no-deps', '--requirements', pins])
  for (const finisher of finishers[group]) run(python, [join(scripts, finisher)])
  copyFileSync(pins, installed)
  return python
}

/** The machine's own uv, else one of ours: pip alone takes ten times as long. */
function findUv() {
  if (spawnSync('uv', ['--version']).status === 0) return 'uv'
  const environment = join(folder, 'uv')
  const uv = join(environment, 'bin', 'uv')
  if (!existsSync(uv)) {
    run('python3', ['-m', 'venv', environment])
    run(join(environment, 'bin', 'pip'), ['install', '--quiet', 'uv==0.13.9'])
  }
  return uv
}

/** Output goes to stderr: stdout belongs to the result. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with ${status}`, { cause: error })
}
