// Compiles the driver of Spark clusters against the jars of Spark itself, into dist/spark/loradex-spark.jar.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { sparkHome } from './spark-partner.mjs'

const sources = 'src/spark/java/loradex'
const target = 'dist/spark/loradex-spark.jar'
const classes = 'dist/spark/classes'

/** When it is older than its sources. */
export function buildDriver() {
  const files = readdirSync(sources).map((name) => join(sources, name))
  const changed = Math.max(...files.map((path) => statSync(path).mtimeMs))
  if ((statSync(target, { throwIfNoEntry: false })?.mtimeMs ?? 0) > changed) return
  const jars = join(sparkHome(), 'jars', '*')
  rmSync(classes, { recursive: true, force: true })
  mkdirSync(classes, { recursive: true })
  const lint = '-Xlint:all,-processing,-classfile,-path,-serial'
  const options = ['--release', '17', '-proc:none', '-g:none', lint, '-Werror']
  run('javac', [...options, '-cp', jars, '-d', classes, ...files])
  // Without manifest and with one date, so that the same sources give the same bytes.
  const jar = ['--create', '--no-manifest', '--date=2020-01-01T00:00:00Z', '--file', target]
  run('jar', [...jar, '-C', classes, '.'])
  rmSync(classes, { recursive: true })
}

/** Output goes to stderr: stdout belongs to the result. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`${command} ended with ${status}`, { cause: error })
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) buildDriver()
