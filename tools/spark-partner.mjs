// Apache Spark for tests and for building its driver: PySpark's package carries it. Needs Java 17, which comes
// from Debian's packages where it is not there.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pythonOf } from './python-partner.mjs'

/** The folder that SPARK_HOME names. */
export function sparkHome() {
  ensureJava()
  const lib = resolve(pythonOf('spark'), '..', '..', 'lib')
  const [python] = readdirSync(lib).filter((name) => name.startsWith('python3'))
  return resolve(lib, python, 'site-packages', 'pyspark')
}

function ensureJava() {
  if (spawnSync('javac', ['-version']).status === 0) return
  run('apt-get', ['update', '--quiet=2'])
  run('apt-get', [
    'install',
    '--quiet=2',
    '--yes',
    '--no-install-recommends',
    'openjdk-17-jdk-headless',
  ])
}

/** Output goes to stderr: stdout belongs to the result. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] })
  if (status === 0) return
  throw new Error(`expected Java 17 and its compiler, saw ${command} end with ${status}`, {
    cause: error,
  })
}
